import { describe, expect, it } from '@jest/globals';
import { isValid } from '../../src/contract/json-schema.ts';
import { smaller } from '../../src/schema/smaller.ts';

const order = {
  type: 'object',
  required: ['id', 'lines'],
  properties: {
    id: { type: 'string', pattern: '^o-[0-9]+$' },
    note: { type: 'string', maxLength: 100 },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } },
    },
  },
};
const value = { id: 'o-1042', note: 'café 😀', lines: [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }] };

describe('smaller values', () => {
  it('are valid, other than the value, and written shorter', () => {
    const all = [...smaller(order, value)];
    expect(all.length).toBeGreaterThan(5);
    for (const less of all) {
      expect(isValid(order, less)).toBe(true);
      expect(JSON.stringify(less).length).toBeLessThan(JSON.stringify(value).length);
    }
  });

  it('lead to the smallest one', () => {
    let smallest: unknown = value;
    for (let next: unknown = value; next !== undefined; ) {
      smallest = next;
      next = smaller(order, smallest)[Symbol.iterator]().next().value;
    }
    expect(smallest).toEqual({ id: 'o-1', lines: [{ sku: '' }] });
  });

  it('halve no character', () => {
    const texts = [...smaller({ type: 'string' }, '😀😀😀')];
    expect(texts).toEqual(['', '😀', '😀😀']);
  });

  it('are none of what is as small as can be', () => {
    expect([...smaller(order, { id: 'o-1', lines: [{ sku: '' }] })]).toEqual([]);
    expect([...smaller({ type: 'number' }, 7)]).toEqual([]);
  });
});
