import { gapOf, type KeywordRule } from '../demand.ts';
import { areIntegers } from '../facts.ts';

export const type: KeywordRule = {
  keywords: ['type'],
  *gaps(demand) {
    const named = [demand.value].flat() as string[];
    if (named.includes(demand.type)) return;
    if (demand.type === 'number' && named.includes('integer') && areIntegers(demand.known)) return;
    const hint = demand.type === 'number' && named.includes('integer') ? [{ const: 0.5 }, { const: 1.5 }] : [];
    yield gapOf(
      demand,
      [`must be ${named.join(' or ')}`, `need not be ${named.join(' or ')}`],
      [...hint, { type: demand.type }],
    );
  },
};
