import { gapOf, type KeywordRule } from '../demand.ts';

export const contains: KeywordRule = {
  keywords: ['contains'],
  types: ['array'],
  beside: ['minContains', 'maxContains'],
  *gaps(demand) {
    const { by, value } = demand;
    const { minContains = 1, maxContains } = by.schema;
    if (minContains === 0 && maxContains === undefined) return;
    yield gapOf(
      demand,
      ['must hold items as `contains` says', 'need not hold items as `contains` says'],
      [
        { type: 'array', maxItems: 0 },
        { type: 'array', items: { not: value } },
        { type: 'array', items: value },
      ],
    );
  },
};
