import { describe, expect, it } from '@jest/globals';
import type { Input, Operation, Schema } from '../../src/contract/contract.ts';
import { allMesses } from '../../src/mess/index.ts';
import { owed } from '../../src/mess/owed.ts';
import { owedToText, parameters } from '../../src/mess/parameter.ts';
import { written } from '../../src/mess/request.ts';

const operation: Operation = {
  name: 'read',
  call: { method: 'GET', path: '/v1/entries/{id}' },
  from: [],
  accepts: {
    path: { id: { type: 'string', pattern: '^e-[0-9]+$' } },
    query: {
      verbose: { type: 'boolean' },
      limit: { type: 'integer', minimum: 1, maximum: 50 },
      sort: { enum: ['newest', 'oldest'] },
      text: { type: 'string', minLength: 1, maxLength: 40 },
    },
    headers: { 'x-tenant': { type: 'string', maxLength: 20 }, authorization: { type: 'string' } },
    examples: [],
    tolerates: [],
  },
  answers: {},
  budget: { deadline: 1000, calls: {}, rate: 30 },
};
const input: Input = {
  path: { id: 'e-12' },
  query: { verbose: true, limit: 10, sort: 'newest', text: 'a word, an dere' },
  headers: { 'x-tenant': 'acme', authorization: 'Bearer x' },
};
const clean = { operation, input, request: written(operation, input) };
const messed = allMesses.flatMap(({ mess }) => [...mess.apply(clean)].map((found) => ({ mess, found })));
const ofParameters = messed.filter(({ found }) => /^\/(path|query|headers\/x-tenant)/.test(found.pointer));

/** What a server reads: Node's own parser of addresses, apart from our writer. */
function read({ target, headers }: (typeof messed)[number]['found']['request']) {
  const url = new URL(target, 'http://localhost');
  const [, , , id, ...rest] = url.pathname.split('/');
  const fields = Object.fromEntries(headers.map(([name, value]) => [`/headers/${name}`, value]));
  const asked = Object.fromEntries([...url.searchParams].map(([name, value]) => [`/query/${name}`, value]));
  return { ...fields, ...asked, '/path/id': decodeURIComponent(id!), rest };
}

describe('mess in parameters', () => {
  it('is found in the path, in the query and in headers', () => {
    const at = new Set(ofParameters.map(({ found }) => found.pointer));
    expect([...at].sort()).toEqual([
      '/headers/x-tenant',
      '/path/id',
      '/query/limit',
      '/query/sort',
      '/query/text',
      '/query/verbose',
    ]);
    expect(ofParameters.length).toBeGreaterThan(100);
  });

  it('changes one parameter, to what it says', () => {
    const before = read(clean.request);
    for (const { mess, found } of ofParameters)
      expect({ mess: mess.name, ...read(found.request) }).toEqual({
        mess: mess.name,
        ...before,
        [found.pointer]: found.became,
      });
  });

  it('leaves alone who asks', () => {
    expect([...parameters(operation, input)].map(({ pointer }) => pointer)).not.toContain('/headers/authorization');
  });

  it('is served, rejected or left to the reader, some of each', () => {
    const owes = ofParameters.map(({ mess, found }) => owed(mess, found, operation));
    for (const what of ['served', 'rejected', 'either'])
      expect(owes.filter((o) => o === what).length).toBeGreaterThan(9);
  });

  it('of a request without a body leaves out what is said of bodies', () => {
    expect(messed.filter(({ found }) => found.request.body !== undefined || found.pointer === '/body')).toEqual([]);
    expect(messed.map(({ mess }) => mess.name)).not.toContain('gzip-body');
  });
});

const owedAt = (schema: Schema, pointer: string, text: string) => {
  const [, part, name] = pointer.split('/') as [string, 'path' | 'query' | 'headers', string];
  const accepts = { ...operation.accepts, [part]: { [name]: schema } };
  return owedToText({ ...operation, accepts }, pointer, text);
};

describe('what is owed to a text', () => {
  const whole: Schema = { type: 'integer', maximum: 50 };
  it.each<[Schema, string, string]>([
    [whole, '7', 'served'],
    [whole, '51', 'rejected'],
    [whole, 'seven', 'rejected'],
    [whole, '7 apples', 'rejected'],
    [whole, '12abc', 'rejected'],
    // Readers of numbers differ in these.
    [whole, '7.0', 'either'],
    [whole, '+7', 'either'],
    [whole, '0x1F', 'either'],
    [whole, '1.234,5', 'either'],
    [whole, ' 7', 'either'],
    [whole, '', 'either'],
    [{ type: 'boolean' }, 'false', 'served'],
    [{ type: 'boolean' }, 'True', 'either'],
    [{ type: 'boolean' }, 'yes', 'either'],
    [{ type: 'boolean' }, '0', 'either'],
    [{ type: 'boolean' }, 'maybe', 'rejected'],
    [{ enum: ['newest', 'oldest'] }, 'Newest', 'rejected'],
    [{ type: 'string', maxLength: 3 }, '1234', 'rejected'],
    [{ type: 'string', maxLength: 3 }, 'four', 'rejected'],
    [{ type: 'string' }, '123', 'served'],
    [{ type: 'string', format: 'date' }, '1.2.2024', 'either'],
    [true, 'anything', 'served'],
  ])('%j in the query: %s is %s', (schema, text, what) => {
    expect(owedAt(schema, '/query/q', text)).toBe(what);
  });

  it.each(['/path/q', '/headers/q'])('in %s may name something that is not there', (pointer) => {
    expect(owedAt({ type: 'string', maxLength: 9 }, pointer, 'unknown')).toBe('either');
    expect(owedAt({ type: 'string', maxLength: 9 }, pointer, 'much too long')).toBe('rejected');
  });
});
