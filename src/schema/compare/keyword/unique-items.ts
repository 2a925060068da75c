import { valuesOf } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { limit } from '../facts.ts';

export const uniqueItems: KeywordRule = {
  keywords: ['uniqueItems'],
  types: ['array'],
  *gaps(demand) {
    const { value, known } = demand;
    if (value !== true || valuesOf(known, 'uniqueItems').includes(true)) return;
    if ((limit(known, 'maxItems', 'smallest') ?? Infinity) <= 1) return;
    yield gapOf(demand, ['must not hold an item twice', 'may hold an item twice'], [{ type: 'array', minItems: 2 }]);
  },
};
