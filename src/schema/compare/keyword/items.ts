import { step } from '../../../contract/pointer.ts';
import { conjuncts, inside, valuesOf } from '../conjunct.ts';
import { type Demand, type KeywordRule, within } from '../demand.ts';
import { itemAt, limit } from '../facts.ts';
import { withItem } from '../with-part.ts';

const lengths = (lists: readonly unknown[]) => lists.map((list) => (Array.isArray(list) ? list.length : 0));

function* itemGaps(
  { known, place, prover }: Demand,
  index: number,
  demanded: ReturnType<typeof conjuncts>,
  at: string,
) {
  if (index >= (limit(known, 'maxItems', 'smallest') ?? Infinity)) return;
  yield* within(prover.proveInside(itemAt(known, index), demanded, step(place, at)), withItem(index));
}

export const prefixItems: KeywordRule = {
  keywords: ['prefixItems'],
  types: ['array'],
  *gaps(demand) {
    for (const i of (demand.value as unknown[]).keys())
      yield* itemGaps(demand, i, conjuncts(inside(demand.by, 'prefixItems', i)), String(i));
  },
};

/** What is said of the items behind the first ones. */
export const items: KeywordRule = {
  keywords: ['items'],
  types: ['array'],
  beside: ['prefixItems'],
  *gaps(demand) {
    const { by, known } = demand;
    const demanded = conjuncts(inside(by, 'items'));
    const [from = 0] = lengths([by.schema.prefixItems]);
    // From here on, all items are alike.
    const alike = Math.max(from, ...lengths(valuesOf(known, 'prefixItems')));
    for (let i = from; i < alike; i++) yield* itemGaps(demand, i, demanded, String(i));
    yield* itemGaps(demand, alike, demanded, '*');
  },
};
