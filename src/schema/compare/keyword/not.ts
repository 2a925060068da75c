import type { Schema } from '../../../contract/contract.ts';
import { conjuncts, inside } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { areDisjoint } from '../disjoint.ts';

export const not: KeywordRule = {
  keywords: ['not'],
  *gaps(demand) {
    if (areDisjoint(demand.known, conjuncts(inside(demand.by, 'not')))) return;
    yield gapOf(demand, ['may not be as `not` says', 'may be as `not` says'], [demand.value as Schema]);
  },
};
