import { gapOf, type KeywordRule } from '../demand.ts';

/** Whether one pattern or format covers another one is not looked into: only the same words are the same. */
export const asWritten: KeywordRule = {
  keywords: ['pattern', 'format'],
  types: ['string', 'number'],
  *gaps(demand) {
    const { keyword, value, type } = demand;
    if (keyword === 'pattern' && type !== 'string') return;
    const told = keyword === 'pattern' ? `must match ${value}` : `must be of the format ${value}`;
    yield gapOf(demand, told, [{ type, not: { [keyword]: value } }, { type }]);
  },
};
