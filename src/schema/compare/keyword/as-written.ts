import { gapOf, type KeywordRule } from '../demand.ts';

/** Whether one pattern or format covers another one is not looked into: only the same words are the same. */
export const asWritten: KeywordRule = {
  keywords: ['pattern', 'format'],
  types: ['string', 'number'],
  *gaps(demand) {
    const { keyword, value, type } = demand;
    if (keyword === 'pattern' && type !== 'string') return;
    const what = keyword === 'pattern' ? `match ${value}` : `be of the format ${value}`;
    yield gapOf(demand, [`must ${what}`, `need not ${what}`], [{ type, not: { [keyword]: value } }, { type }]);
  },
};
