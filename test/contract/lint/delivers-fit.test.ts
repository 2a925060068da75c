import { describe, expect, it } from '@jest/globals';
import { linted, sound } from '../linted.ts';

interface Written {
  readonly effect?: string;
  readonly key?: string;
  /** What the body has beside `subject`. */
  readonly more?: string;
}

/** What lint says of the sound contract with something delivered, without the place. */
function saysOf(delivers: string, more = ''): string[] {
  const text = sound
    .replace('    budget:\n', () => `    delivers: [${delivers}]\n    budget:\n`)
    .replace('properties: { subject', () => `properties: { ${more}subject`)
    .replace('required: [subject] }', 'required: [subject], additionalProperties: false }');
  return linted({ 'a.contract.yaml': text }).map((line) => line.replace(/^a\.contract\.yaml:27:\d+: /, ''));
}

const says = ({ effect = 'search.similar', key = '/subject', more }: Written) =>
  saysOf(`{ effect: ${effect}, within: 10s, key: ${key} }`, more);
const said = (message: string) => [`error: ${message} [delivers-fit]`];
const tellsNothing = (key: string) =>
  said(
    `What stands at ${key} does not tell one request from another. Name a text or a whole number that each request has for itself, such as the id of a message.`,
  );

describe('delivers-fit', () => {
  it.each<[Written, string[]]>([
    [{}, []],
    [{ key: '/count', more: 'count: { type: integer }, ' }, []],
    [{ effect: 'serch.similar' }, said('There is no operation serch.similar. Did you mean "search.similar"?')],
    [{ effect: 'search.add' }, said('There is no operation search.add. There are: search.similar.')],
    [{ key: '/id' }, said('The body has nothing at /id. Name a text or a whole number in it.')],
    [{ key: '/hot', more: 'hot: { type: boolean }, ' }, tellsNothing('/hot')],
    [{ key: '/kind', more: 'kind: { enum: [a, b] }, ' }, tellsNothing('/kind')],
  ])('of %j', (written, expected) => {
    expect(says(written)).toEqual(expected);
  });

  it('wants all three of them', () => {
    expect(saysOf('{ effect: search.similar, key: /subject }')).toEqual([
      'error: `upstream.classify.delivers[0]` has no `within`: how long after the answer it is acknowledged, or after the end of what failed meanwhile. Add `within: 10s`. [missing-key]',
    ]);
  });

  it('wants each effect once', () => {
    const one = '{ effect: search.similar, within: 1s, key: /subject }';
    expect(saysOf(`${one}, ${one}`)).toEqual(said('search.similar is delivered twice. Keep one of them.'));
  });

  it('wants an operation that changes something', () => {
    const text = sound
      .replace('    budget:\n', '    delivers: [{ effect: search.similar, within: 1s, key: /subject }]\n    budget:\n')
      .replace('        effect: once\n        idempotency-key: header idempotency-key\n', '');
    expect(linted({ 'a.contract.yaml': text })).toEqual([
      'a.contract.yaml:27:26: error: search.similar has no effect. Write `effect: once` at the operation, or name the one that changes something. [delivers-fit]',
    ]);
  });

  it('wants a body', () => {
    const text = sound
      .replace('    budget:\n', '    delivers: [{ effect: search.similar, within: 1s, key: /subject }]\n    budget:\n')
      .replace(/ {6}body: .*\n/, '')
      .replace(', body: { subject: hi }', '');
    expect(linted({ 'a.contract.yaml': text })).toEqual([
      'a.contract.yaml:26:59: error: `classify` accepts no body: there is nothing at /subject. Declare `accepts.body`, with what tells one request from another. [delivers-fit]',
    ]);
  });
});
