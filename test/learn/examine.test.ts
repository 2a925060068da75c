import { describe, expect, it } from '@jest/globals';
import { accepting, asking, broken, learnt } from './asked.ts';

const text = { type: 'string' } as const;

describe('a request', () => {
  it('is counted once for a kind and a place, however often it occurs', () => {
    const of = accepting({ type: 'object', properties: { sizes: { type: 'array', items: { type: 'integer' } } } });
    expect(broken(of, { sizes: ['1', '2', 3] }, { sizes: [1] }, { sizes: ['4'] })).toEqual([
      '2 number-as-string /body/sizes/*',
    ]);
  });

  it('is not said to break a branch that it did not take', () => {
    const of = accepting({
      type: 'object',
      properties: { note: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] } },
    });
    expect(broken(of, { note: 'long' })).toEqual(['1 too-long-text /body/note']);
    expect(broken(of, { note: 7 })).toEqual(['1 text-as-number /body/note']);
    expect(broken(of, { note: null })).toEqual([]);
  });

  it('has no other flaw where its type is wrong', () => {
    const of = accepting({ type: 'object', properties: { kind: { ...text, enum: ['a', 'b'] } } });
    expect(broken(of, { kind: null })).toEqual(['1 null-member /body/kind']);
    expect(broken(of, { kind: 7 })).toEqual(['1 text-as-number /body/kind']);
    expect(broken(of, { kind: 'A' })).toEqual(['1 other-case-value /body/kind']);
    expect(broken(of, { kind: 'c' })).toEqual(['1 unlisted-value /body/kind']);
  });

  it('names no member that its caller made up', () => {
    const of = accepting({ type: 'object', properties: { tags: { additionalProperties: text } } });
    expect(broken(of, { tags: { mine: 1, yours: 2 } })).toEqual(['1 text-as-number /body/tags/*']);
  });

  it('may have unknown members where the schema is open', () => {
    const of = accepting({ type: 'object', properties: { a: text } });
    const { deviations, sound } = learnt(of, [asking({ a: 'x', b: 1 })]);
    expect(deviations).toMatchObject([{ kind: 'unknown-field', pointer: '/body', breaks: false }]);
    expect(sound).toBe(1);
  });

  it('is read also where it is written in another way, and examined on', () => {
    const of = accepting({ type: 'object', properties: { n: { type: 'integer' } } });
    expect(broken(of, '```json\n{"n":"1"}\n```')).toEqual(['1 json-in-fence /body', '1 number-as-string /body/n']);
    expect(broken(of, '{"n":1')).toEqual(['1 cut-off /body']);
    expect(broken(of, '{"n":1} {"n":2}')).toEqual(['1 not-json /body']);
  });

  it('is as the contract says where the contract tolerates its mess', () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } } } as const;
    expect(learnt(accepting(schema), [asking({ n: '1' })]).sound).toBe(0);
    expect(learnt(accepting(schema, { tolerates: ['number-as-string'] }), [asking({ n: '1' })]).sound).toBe(1);
  });

  it('tells nothing of headers that the sample does not have', () => {
    const of = accepting({ type: 'object' });
    const kinds = (headers?: object) => learnt(of, [asking({ a: 1 }, { headers })]).deviations.map((d) => d.kind);
    expect(kinds()).toEqual([]);
    expect(kinds({})).toEqual(['other-content-type']);
    expect(kinds({ 'Content-Type': 'application/json' })).toEqual([]);
  });

  it('may be nested deeper than a program can follow', () => {
    const tree = { type: 'array', items: { $ref: '#/upstream/ask/accepts/body/properties/tree' } } as const;
    const of = accepting({
      type: 'object',
      properties: { a: { type: 'string' }, b: { $ref: '#/upstream/ask/accepts/body/properties/tree' }, tree },
    });
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(broken(of, `{"a":${deep}}`)).toEqual(['1 deep-nesting /body/a']);
    expect(broken(of, `{"b":${deep}}`)).toEqual(['1 deep-nesting /body']);
    expect(learnt(of, [asking(`{"c":${deep}}`)]).deviations).toMatchObject([{ kind: 'unknown-field', example: '…' }]);
  });

  it('is checked in its parameters', () => {
    const of = accepting({ type: 'object' }, { query: { page: { type: 'integer' } } });
    const kinds = (address: string) =>
      learnt(of, [asking({}, { address })]).deviations.map((d) => `${d.kind} ${d.pointer}`);
    expect(kinds('/ask?page=2')).toEqual(['empty-object /body']);
    expect(kinds('/ask?page=two')).toEqual(['other-parameter /query/page', 'empty-object /body']);
  });
});

describe('anything in a body', () => {
  const of = accepting({ type: 'object', properties: { text } });
  const long = 200_000;

  // Each of them takes minutes with an expression that starts again at every character.
  it.each(['x', '\\', '{{', '<%', '${', '<a', '\n', ' x', '/*', '//', '"', '```', ',', '{a', '&', 'Ã', '%', 'ignore '])(
    'is examined in a time that grows with its length: %j',
    (part) => {
      const body = part.repeat(long / part.length);
      expect(learnt(of, [asking({ text: body }), asking(body), asking(`{"text":"${body}`)]).requests).toBe(3);
    },
  );
});
