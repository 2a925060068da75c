import { gapOf, type KeywordRule } from '../demand.ts';

/** What is left unevaluated depends on all that stands beside it: only the same schema is known to leave the same. */
export const unevaluated: KeywordRule = {
  keywords: ['unevaluatedProperties', 'unevaluatedItems'],
  types: ['object', 'array'],
  beside: 'all',
  *gaps(demand) {
    const { keyword, value, type } = demand;
    if (value === true || (keyword === 'unevaluatedItems') !== (type === 'array')) return;
    yield gapOf(demand, [`must be as \`${keyword}\` says`, `need not be as \`${keyword}\` says`], [{ type }]);
  },
};
