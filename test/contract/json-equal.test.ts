import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../src/contract/contract.ts';
import { isValid, violations } from '../../src/contract/json-schema.ts';

describe('values with any member', () => {
  const odd = { toString: 1, valueOf: null, constructor: 'x', __proto__: undefined };

  it('are compared with constants, with lists of values and with each other', () => {
    expect(isValid({ const: { toString: 1 } }, { toString: 1 })).toBe(true);
    expect(isValid({ const: { toString: 1 } }, { toString: 2 })).toBe(false);
    expect(isValid({ enum: [{ a: 1 }, { valueOf: [1, 2] }] }, { valueOf: [1, 2] })).toBe(true);
    expect(isValid({ enum: [{ a: 1 }, 'x'] }, odd)).toBe(false);
    expect(isValid({ uniqueItems: true }, [odd, { a: 1 }])).toBe(true);
    expect(isValid({ uniqueItems: true }, [{ toString: 1 }, 'x', { toString: 1 }])).toBe(false);
  });

  it('are not equal where only inherited members would make them so', () => {
    expect(isValid({ const: {} }, JSON.parse('{"toString":null}'))).toBe(false);
    expect(isValid({ enum: [[1, 2]] }, { 0: 1, 1: 2, length: 2 })).toBe(false);
  });

  it('are told as Ajv tells them', () => {
    const told = (schema: Schema, value: unknown) =>
      violations(schema, value).map(({ pointer, keyword, message }) => `${pointer} ${keyword} ${message}`);
    expect(told({ properties: { a: { const: 1 } } }, { a: 2 })).toEqual(['/a const must be 1']);
    expect(told({ items: { enum: [1, 'x'] } }, [1, 'y'])).toEqual(['/1 enum must be one of 1, "x"']);
    expect(told({ uniqueItems: true }, [1, 2, 1])).toEqual([
      ' uniqueItems must NOT have duplicate items (items ## 0 and 2 are identical)',
    ]);
    expect(told({ uniqueItems: false }, [1, 1])).toEqual([]);
  });
});
