import { describe, expect, it } from '@jest/globals';
import { SentKeys } from '../../src/rig/deliveries.ts';
import { compose } from '../../src/rig/driver/compose.ts';
import { keysOf } from '../../src/rig/driver/own-key.ts';
import { call, contract, observation } from '../check/observed.ts';

const delivering = (id: string) =>
  contract((text) =>
    text
      .replace(
        '    answers:',
        () =>
          `    accepts: { body: { type: object, properties: { id: ${id}, text: { type: string } }, additionalProperties: false } }\n    answers:`,
      )
      .replace('    budget:', '    delivers: [{ effect: sink.add, within: 2s, key: /id }]\n    budget:'),
  ).upstream.ask!;

const { case: plain } = observation();

describe('a key of its own', () => {
  it.each([
    ['a text', '{ type: string }', 'id-1'],
    ['a text of a form', "{ type: string, pattern: '^m-[0-9]{8}$' }", 'm-10000001'],
    ['a text of a form without digits', "{ type: string, pattern: '^[a-z]{8}$' }", 'abcdefgh'],
    ['an integer', '{ type: integer }', 12345678],
  ])('is given to each request: %s', (_, schema, id) => {
    const operation = delivering(schema);
    const keys = [1, 2, 3].map(
      (own) => keysOf(operation, compose(operation, { ...plain, input: { body: { id, text: 'a' } } }, own)).get('/id')!,
    );
    expect(new Set([...keys, String(id)]).size).toBe(4);
  });

  it('stays as it is where there is no room for another one', () => {
    const operation = delivering("{ type: string, pattern: '^the-one$' }");
    const request = compose(operation, { ...plain, input: { body: { id: 'the-one' } } }, 1);
    expect(keysOf(operation, request).get('/id')).toBe('the-one');
  });

  const messy = (body: string, pointer: string) => ({
    ...plain,
    input: { body: { id: 'm-10000001', text: 'a' } },
    mess: {
      ...{ kind: 'x', pointer, was: '', became: '', owes: 'served' as const },
      request: { method: 'POST', target: '/ask', headers: [], body: { text: body, length: body.length } },
    },
  });

  it('is given to a messy request, if the mess is not about it', () => {
    const operation = delivering('{ type: string }');
    const sent = (pointer: string) => compose(operation, messy('{"id":"m-10000001","text":1', pointer), 1).body!;
    expect(sent('/body/text').toString()).toMatch(/^\{"id":"m-(?!10000001)\d{8}","text":1$/);
    expect(sent('/body/id').toString()).toBe('{"id":"m-10000001","text":1');
  });
});

describe('what comes late for an earlier request', () => {
  const add = (key: string) => call({ dependency: 'sink', operation: 'add', body: JSON.stringify({ about: key }) });

  it('is no call of a later case', () => {
    const sent = new SentKeys([delivering('{ type: string }')]);
    expect(sent.withoutEarlier([], ['m-1'])).toEqual([]);
    const calls = [call(), add('m-1'), add('m-2'), add('nobody knows')];
    expect(sent.withoutEarlier(calls, ['m-2'])).toEqual([calls[0], calls[2], calls[3]]);
  });

  it('is one where both requests have the key', () => {
    const sent = new SentKeys([delivering('{ type: string }')]);
    sent.withoutEarlier([], ['m-1']);
    expect(sent.withoutEarlier([add('m-1')], ['m-1'])).toHaveLength(1);
  });
});
