import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { amendments } from '../../src/learn/amend.ts';
import { amendmentYaml } from '../../src/learn/amendment-yaml.ts';
import { accepting, asking, learnt } from './asked.ts';

const schema = {
  type: 'object',
  required: ['id', 'subject', 'lines'],
  properties: {
    id: { type: 'string' },
    subject: { type: 'string', minLength: 3, maxLength: 5 },
    channel: { enum: ['email', 'chat'] },
    score: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
    lines: { type: 'array', maxItems: 1, items: { type: 'object', properties: { count: { type: 'integer' } } } },
  },
  additionalProperties: false,
} as const;
const clean = { id: 'a', subject: 'abcd', lines: [] };

const proposed = (bodies: readonly unknown[], more: object = {}) =>
  amendments(
    learnt(
      accepting(schema, more),
      bodies.map((body) => asking(body)),
    ),
  );
const yaml = (into: 'body' | 'accepts', ...bodies: readonly unknown[]) =>
  amendmentYaml(proposed(bodies).filter((one) => one.into === into));

/** A schema with the keywords of an amendment instead of its own. */
function amended(whole: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const base = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<string, unknown>;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, amended(base[key], value)])),
  };
}

describe('an amendment', () => {
  it.each([
    ['null', { ...clean, id: null }],
    ['a missing member', { id: 'a', lines: [] }],
    ['two missing members', { lines: [] }],
    ['a value that is not listed', { ...clean, channel: 'carrier pigeon: "x"' }],
    ['null for a listed value', { ...clean, channel: null }],
    ['a text that is too long', { ...clean, subject: 'abcdefg' }],
    ['a text that is too short', { ...clean, subject: '' }],
    ['a number that is too large', { ...clean, score: 1 }],
    ['a number that is too small', { ...clean, score: -0.5 }],
    ['too many items', { ...clean, lines: [{}, {}, {}] }],
    ['null between items', { ...clean, lines: [null] }],
    ['a fraction', { ...clean, lines: [{ count: 1.5 }] }],
    ['an unknown member', { ...clean, more: 1 }],
  ])('for %s is YAML with which the schema allows it', (_, body) => {
    const change = parse(yaml('body', body).join('\n'));
    const wider = amended(schema, change) as Record<string, unknown>;
    // The keyword that is moved to its inclusive twin is to be taken out by hand.
    const { exclusiveMaximum: _e, ...score } = (wider.properties as { score: Record<string, unknown> }).score;
    const whole = { ...wider, properties: { ...(wider.properties as object), score } };
    expect(isValid(schema as Schema, body)).toBe(false);
    expect({ change, valid: isValid(whole as Schema, body) }).toEqual({ change, valid: true });
    expect(isValid(whole as Schema, clean)).toBe(true);
  });

  it('tells the count that supports it', () => {
    expect(yaml('body', { ...clean, id: null }, clean, clean)).toEqual([
      'properties:',
      '  id:',
      '    # 1 of 3 requests (33 %): null-member at /body/id',
      '    type: [string, "null"]',
    ]);
  });

  it('moves a bound as far as the farthest that was seen, and no farther', () => {
    const said = (...subjects: readonly string[]) =>
      yaml('body', ...subjects.map((subject) => ({ ...clean, subject }))).at(-1);
    expect(said('abcdefg', 'abcdefghi', 'abcdef', 'abcd')).toBe('    maxLength: 9');
    expect(said('ab', 'a', 'ab')).toBe('    minLength: 1');
  });

  it('is toleration where a schema should not be widened', () => {
    const body = { ...clean, id: 7, lines: [{ count: '1' }] };
    expect(yaml('accepts', body)).toEqual([
      '# 1 of 1 request (100 %): text-as-number at /body/id',
      '# 1 of 1 request (100 %): number-as-string at /body/lines/*/count',
      'tolerates: [text-as-number, number-as-string]',
    ]);
    expect(yaml('body', body)).toEqual([]);
  });

  it('keeps what is tolerated already', () => {
    const [one] = proposed([{ ...clean, id: 7 }], { tolerates: ['number-as-string'] });
    expect(one).toMatchObject({ keyword: 'tolerates', value: ['number-as-string', 'text-as-number'] });
  });

  it('is not proposed for what nobody could serve', () => {
    expect(proposed(['{"id":', 'hello', ''])).toEqual([]);
  });

  it('shows no character that would move the cursor', () => {
    const lines = yaml('body', { ...clean, channel: '\u202e\u001b[31m' }).join('\n');
    expect(lines).not.toMatch(/[\u202e\u001b]/);
    expect(parse(lines).properties.channel.enum.at(-1)).toBe('\u202e\u001b[31m');
  });
});
