import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { violations } from '../../src/contract/json-schema.ts';
import { unicodePattern } from '../../src/contract/openapi/unicode-pattern.ts';
import { loadContract } from '../../src/run/load.ts';
import { Folder, linted, today } from './linted.ts';

const contract = (dependency: string) => `shakedown: 1
component: { name: a, launch: { command: node a.mjs, env: { PORT: '\${port}', SEARCH_URL: '\${search.url}' } } }
upstream: { ask: { call: POST /ask, answers: { ok: { status: 200 }, unavailable: { status: 503 } } } }
downstream:
  search:
    protocol: openapi
    on-failure: unavailable
${dependency.replaceAll(/^/gm, '    ')}
`;

const document = `openapi: 3.0.3
info: { title: Search, version: '1' }
servers: [{ url: 'https://search.example/{stage}', variables: { stage: { default: v1 } } }]
paths:
  /search:
    parameters: [{ $ref: '#/components/parameters/Tenant' }]
    post:
      operationId: similar_search_post
      requestBody: { $ref: '#/components/requestBodies/Query' }
      responses:
        '201':
          content:
            application/json:
              schema: { type: array, items: { $ref: 'hit.yaml#/Hit' } }
              examples:
                good: { value: [{ id: 1, text: null }] }
                bad: { value: 3 }
  /documents/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string, minLength: 1 } }]
    get: { responses: { default: { description: ok } } }
components:
  parameters: { Tenant: { name: X-Tenant, in: header, required: true, schema: { type: string } } }
  requestBodies: { Query: { content: { application/json: { schema: { $ref: '#/components/schemas/Query' } } } } }
  schemas:
    Query:
      type: object
      required: [query, id]
      properties:
        id: { type: integer, readOnly: true }
        query: { type: string, nullable: true }
        kind: { type: string, enum: [a], nullable: true }
        limit: { type: number, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }
        pet:
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
          discriminator: { propertyName: is, mapping: { kitty: '#/components/schemas/Cat' } }
        next: { $ref: '#/components/schemas/Query', nullable: true }
        maybe: { allOf: [{ $ref: '#/components/schemas/Cat' }], nullable: true }
    Cat: { type: object, properties: { is: { type: string } } }
    Dog: { type: object, properties: { is: { type: string } } }
`;
const files = {
  'specs/search.yaml': document,
  'specs/hit.yaml': 'Hit: { type: object, required: [id], properties: { text: { type: string, nullable: true } } }\n',
};

function loaded(dependency: string) {
  using folder = new Folder({ 'a.contract.yaml': contract(dependency), ...files });
  return loadContract(join(folder.path, 'a.contract.yaml'), today).contract!.downstream.search!;
}

describe('docs/openapi.md', () => {
  it('shows dependencies as lint takes them', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/openapi.md'), 'utf8');
    const shown = [...text.matchAll(/```yaml\n(downstream:[\s\S]*?)```/g)].map(([, yaml]) =>
      yaml!.replace('/notes', '/search'),
    );
    const whole = contract('').replace(/downstream:[\s\S]*/, '');
    const errors = shown
      .flatMap((yaml) => linted({ 'a.contract.yaml': whole + yaml, ...files }))
      .filter((line) => line.includes(': error:'));
    expect({ shown: shown.length, errors }).toEqual({ shown: 2, errors: [] });
  });
});

describe('protocol: openapi', () => {
  const { operations, protocol } = loaded('spec: specs/search.yaml');
  const { similar } = operations;

  it('has the operations of the document', () => {
    expect(protocol).toBe('http');
    expect(Object.values(operations).map(({ name, call }) => `${name} ${call.method} ${call.path}`)).toEqual([
      'similar POST /v1/search',
      'get-documents-id GET /v1/documents/{id}',
    ]);
    expect(similar!.expects.headers).toEqual({ 'x-tenant': '.+' });
    expect(similar!.returns).toMatchObject({ status: 201, examples: [[{ id: 1, text: null }]] });
    expect(operations['get-documents-id']!.expects.path).toEqual({ id: { type: 'string', minLength: 1 } });
  });

  it.each([
    [{ query: 'a' }, []],
    [{ query: null, kind: null, limit: 9, maybe: null }, []],
    [{ query: 'a', pet: { is: 'kitty' } }, []],
    [{ query: 'a', pet: { is: 'Dog' } }, []],
    [{ query: 'a', pet: { is: 'Cat' } }, ['/pet']],
    [{ query: 'a', limit: 0 }, ['/limit']],
    [{ query: 'a', kind: 'b' }, ['/kind']],
    // In 3.0, what stands beside a reference does not count.
    [{ query: 'a', next: null }, ['/next']],
    [{}, ['']],
  ])('reads schemas of 3.0 as they are meant: %j', (value, wrong) => {
    const found = violations(similar!.expects.body!, value).map(({ pointer }) => pointer);
    expect(wrong.filter((pointer) => !found.includes(pointer))).toEqual([]);
    expect(found.length > 0).toBe(wrong.length > 0);
  });

  it('is restricted and completed by the contract', () => {
    const own = loaded(`spec: specs/search.yaml
operations:
  find: { call: POST /search, effect: once, idempotency-key: header idempotency-key }
  read: { call: 'GET /v1/documents/{key}', returns: { examples: [{ a: 1 }] } }`).operations;
    expect(Object.values(own).map(({ name, call, effect }) => `${name} ${call.path} ${effect}`)).toEqual([
      'find /search once',
      'read /v1/documents/{key} none',
    ]);
    expect(own.find!.expects.body).toEqual(similar!.expects.body);
    expect(own.read).toMatchObject({
      expects: { path: { key: { type: 'string' } } },
      returns: { examples: [{ a: 1 }] },
    });
  });

  it.each([
    ['', ['`search` does not say where its OpenAPI document is.']],
    ['spec: specs/serach.yaml', ['spec: specs/serach.yaml` names', 'does not exist']],
    ['spec: ../search.yaml', ['leads out of the folder of the project']],
    ['spec: https://a.example/openapi.json', ['is an address, and nothing is fetched']],
    ['spec: specs/hit.yaml', ['specs/hit.yaml is no OpenAPI document that can be read.']],
    [
      'spec: specs/search.yaml\noperations: { a: { call: POST /serch } }',
      ['has no POST /serch. Did you mean "POST /v1/search"?'],
    ],
  ])('with %j is told what is wrong', (dependency, parts) => {
    const said = linted({ 'a.contract.yaml': contract(dependency), ...files }).join('\n');
    expect(said.split('\n').filter((line) => line.includes(': error:'))).toHaveLength(1);
    for (const part of parts) expect(said).toContain(part);
  });

  it('says which examples of the document are not used, and why', () => {
    expect(linted({ 'a.contract.yaml': contract('spec: specs/search.yaml'), ...files })).toEqual([
      'specs/search.yaml:17:31: warning: This example does not satisfy its own schema, and is not used. Correct one of them. [openapi]',
    ]);
  });

  it('is named where another protocol has a document', () => {
    const said = linted({
      'a.contract.yaml': contract('spec: specs/search.yaml').replace('protocol: openapi', 'protocol: openai'),
      ...files,
    });
    expect(said).toEqual([
      expect.stringContaining('`search` has an OpenAPI document, and `protocol: openai` reads none.'),
    ]);
  });
});

describe('unicodePattern', () => {
  it.each([
    ['^a{2,3}\\d$', '^a{2,3}\\d$'],
    ['^\\_[\\_\\-a]\\@x$', '^_[_\\-a]@x$'],
    ['^{[0-9]{4}}$', '^\\{[0-9]{4}\\}$'],
    ['(', '('],
  ])('%j becomes %j', (pattern, expected) => {
    expect(unicodePattern(pattern)).toBe(expected);
  });
});
