import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { at } from '../../../src/contract/pointer.ts';
import { pactImporter } from '../../../src/interop/pact/pact-importer.ts';
import { loadContract } from '../../../src/run/load.ts';
import { folder } from '../../e2e/cli.ts';

const schemaOf = (type: string) => ({ type });
const rule = (...matchers: object[]) => ({ combine: 'AND', matchers });

/** A contract of pacts that stand in files, and the rules of the house that it breaks. */
function imported(pacts: Readonly<Record<string, object>>, component: string, exact = false) {
  using files = folder(Object.fromEntries(Object.entries(pacts).map(([name, pact]) => [name, JSON.stringify(pact)])));
  const paths = Object.keys(pacts).map((name) => join(files.path, name));
  const { value, remarks } = pactImporter.import(paths, { component, exact });
  using contract = folder({ 'a.contract.json': JSON.stringify(value) });
  const { problems } = loadContract(join(contract.path, 'a.contract.json'));
  return { value: value, remarks, problems: problems.map(({ message }) => message) };
}

const names = { consumer: { name: 'shop' }, provider: { name: 'orders' } };

describe('import pact', () => {
  describe('of what a consumer test of pact-js wrote', () => {
    const pacts = folder({});
    let contract: unknown;
    let text: string;
    beforeAll(() => {
      const env = { ...process.env, PACT_DO_NOT_TRACK: '1' };
      execFileSync(process.execPath, [join(import.meta.dirname, 'consumer.mjs'), pacts.path], { env, stdio: 'pipe' });
      const files = readdirSync(pacts.path).map((name) => join(pacts.path, name));
      contract = pactImporter.import(files, {}).value;
      text = stringify(contract, { aliasDuplicateObjects: false });
    });
    afterAll(() => pacts[Symbol.dispose]());

    it('keeps the rules of requests', () => {
      expect(at(contract, '/downstream/search/operations/similar')).toMatchObject({
        call: 'POST /search',
        expects: {
          query: { limit: schemaOf('integer') },
          headers: { 'x-tenant': '^t-\\d+$' },
          body: {
            required: ['mode', 'query'],
            properties: { query: schemaOf('string'), mode: { const: 'fast' } },
            additionalProperties: false,
          },
        },
      });
    });

    it('keeps the rules of replies', () => {
      expect(at(contract, '/downstream/search/operations/similar/returns/body/properties')).toEqual({
        hits: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['at', 'id', 'open', 'rank', 'score', 'text'],
            properties: {
              at: { type: 'string', format: 'date-time' },
              id: { type: 'string', pattern: '^t-\\d+$' },
              open: schemaOf('boolean'),
              rank: schemaOf('integer'),
              score: schemaOf('number'),
              text: schemaOf('string'),
            },
          },
        },
        note: { type: 'string', pattern: 'a\\.b' },
        counts: { type: 'object', additionalProperties: schemaOf('integer') },
        tags: { type: 'array', items: schemaOf('string'), minItems: 1, maxItems: 3 },
        version: schemaOf('integer'),
      });
    });

    it('finds the parameters of a path that is a regular expression', () => {
      expect(at(contract, '/downstream/users/operations/get-users')).toMatchObject({
        call: 'GET /users/{userId}',
        expects: { path: { userId: { type: 'integer', minimum: 0 } } },
        returns: { examples: [{ id: 7, name: 'Mary', roles: ['admin'] }] },
      });
    });

    it('is a contract without problems', () => {
      using files = folder({ 'a.contract.yaml': text });
      expect(loadContract(join(files.path, 'a.contract.yaml')).problems).toEqual([]);
    });
  });

  it('reads the rules of version 2', () => {
    const pact = {
      ...names,
      interactions: [
        {
          description: 'an order',
          providerState: 'there is one',
          request: {
            method: 'post',
            path: '/orders',
            query: 'dry=true&size=3',
            headers: { Accept: 'application/json' },
            body: { items: [{ sku: 'a-1', count: 2 }] },
            matchingRules: {
              '$.header.$.Accept[0]': { match: 'regex', regex: 'json' },
              '$.query.size[0]': { match: 'regex', regex: '\\d' },
              '$.body.items': { min: 1 },
              '$.body.items[*].*': { match: 'type' },
              "$['body']['items'][*].sku": { match: 'regex', regex: '^a-\\d$' },
            },
          },
          response: { status: 201 },
        },
      ],
      metadata: { pactSpecification: { version: '2.0.0' } },
    };
    const { value, problems } = imported({ 'a.json': pact }, 'shop');
    expect(problems).toEqual([]);
    expect(at(value, '/downstream/orders/operations/post-orders')).toMatchObject({
      call: 'POST /orders',
      expects: {
        headers: { accept: 'json' },
        query: { dry: schemaOf('boolean'), size: { type: 'string', pattern: '\\d' } },
        body: {
          properties: {
            items: {
              minItems: 1,
              items: {
                required: ['sku', 'count'],
                properties: { sku: { type: 'string', pattern: '^a-\\d$' }, count: schemaOf('number') },
              },
            },
          },
        },
      },
    });
  });

  const order = { id: 7, state: 'open' };
  const orderPact = {
    ...names,
    interactions: [
      {
        type: 'Synchronous/HTTP',
        description: 'an order',
        request: { method: 'GET', path: '/orders/7' },
        response: {
          status: 200,
          body: { contentType: 'application/json', encoded: false, content: order },
          matchingRules: {
            body: { $: rule({ match: 'type' }) },
            status: rule({ match: 'statusCode', status: [200, 203] }),
          },
        },
      },
      {
        type: 'Synchronous/HTTP',
        description: 'an order that is not there',
        request: { method: 'GET', path: '/orders/8' },
        response: { status: 404 },
      },
      {
        type: 'Synchronous/HTTP',
        description: 'an order while nothing works',
        providerStates: [{ name: 'store is down' }],
        request: { method: 'GET', path: '/orders/7' },
        response: { status: 503, headers: { 'Retry-After': ['1'] } },
      },
      {
        type: 'Asynchronous/Messages',
        description: 'order sent',
        contents: { contentType: 'application/json', encoded: 'base64', content: btoa('{"id":7}') },
        matchingRules: { body: { '$.id': rule({ match: 'integer' }) } },
      },
    ],
  };

  it('makes operations of the pacts in which the component is the provider', () => {
    const { value, problems, remarks } = imported({ 'a.json': orderPact }, 'orders');
    expect(problems).toEqual([]);
    expect(at(value, '/upstream/get-orders')).toEqual({
      call: 'GET /orders/{orderId}',
      from: ['shop'],
      accepts: { path: { orderId: schemaOf('integer') }, examples: [{ path: { orderId: 7 } }] },
      answers: {
        ok: {
          status: [200, 203],
          body: {
            type: 'object',
            required: ['id', 'state'],
            properties: { id: schemaOf('number'), state: schemaOf('string') },
          },
        },
        rejected: { status: 404 },
        unavailable: { status: 503, headers: { 'retry-after': '^1$' } },
      },
    });
    // What it publishes, it sends.
    expect(at(value, '/downstream/shop/operations/post-messages-order-sent/expects/body')).toMatchObject({
      properties: { id: schemaOf('integer') },
    });
    expect(remarks.join('\n')).toContain('"order sent" is a message');
  });

  it('takes a message for what callers send, where the component is its consumer', () => {
    const { value, remarks } = imported({ 'a.json': orderPact }, 'shop');
    expect(at(value, '/upstream/post-messages-order-sent/accepts/examples')).toEqual([{ id: 7 }]);
    expect(remarks.join('\n')).toContain('the reply 404 ("an order that is not there") is left out');
  });

  it('takes values without a rule for examples, and for constants only where it is asked to', () => {
    const body = { contentType: 'application/json', encoded: false, content: { id: 7 } };
    const interactions = [{ description: 'x', request: { method: 'GET', path: '/' }, response: { status: 200, body } }];
    const loose = imported({ 'a.json': { ...names, interactions } }, 'shop');
    const exact = imported({ 'a.json': { ...names, interactions } }, 'shop', true);
    const of = ({ value }: { value: unknown }) =>
      at(value, '/downstream/orders/operations/x/returns/body/properties/id');
    expect([of(loose), of(exact)]).toEqual([schemaOf('integer'), { const: 7 }]);
    expect(loose.remarks.join('\n')).toContain('no rule speaks of $.id');
  });

  it('keeps no rule that its own example breaks', () => {
    const body = { contentType: 'application/json', encoded: false, content: { at: '2026-01-01+01:00' } };
    const matchingRules = { body: { '$.at': rule({ match: 'regex', regex: '^\\d{4}-\\d\\d-\\d\\d+\\d\\d:\\d\\d$' }) } };
    const interactions = [
      { description: 'x', request: { method: 'GET', path: '/' }, response: { status: 200, body, matchingRules } },
    ];
    const { problems, remarks } = imported({ 'a.json': { ...names, interactions } }, 'shop');
    expect(problems).toEqual([]);
    expect(remarks.join('\n')).toContain('regex, which its own example does not match, at $.at');
  });

  it('asks which of several is the component, and says what is no pact', () => {
    const odd = { ...names, interactions: [{ request: { path: '/' }, response: { status: 'fine' } }] };
    const twice = { 'a.json': { ...names, interactions: [] } };
    using files = folder({
      'a.json': JSON.stringify(twice['a.json']),
      'b.json': '{"openapi":"3.1.0"}',
      'c.json': JSON.stringify(odd),
    });
    const read = (name: string) => () => pactImporter.import([join(files.path, name)], {});
    expect(read('a.json')).toThrow('The pacts name "shop", "orders". Say it with --component.');
    expect(read('c.json')).toThrow('its interaction 1 has no status from 200 to 599');
    expect(read('b.json')).toThrow('is no pact: it does not name a `consumer` and a `provider`');
  });
});
