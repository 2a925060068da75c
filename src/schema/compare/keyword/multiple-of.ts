import { valuesOf } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { areIntegers } from '../facts.ts';

export const multipleOf: KeywordRule = {
  keywords: ['multipleOf'],
  types: ['number'],
  *gaps(demand) {
    const asked = demand.value as number;
    const known = [...valuesOf(demand.known, 'multipleOf'), ...(areIntegers(demand.known) ? [1] : [])] as number[];
    if (known.some((step) => Number.isInteger(step / asked))) return;
    yield gapOf(demand, [`must be a multiple of ${asked}`, `need not be a multiple of ${asked}`], [{ type: 'number' }]);
  },
};
