import { conjuncts, inside } from '../conjunct.ts';
import type { KeywordRule } from '../demand.ts';
import { areDisjoint } from '../disjoint.ts';

/** `else` is demanded of all values but those that cannot be without `if`: that is more than it says, never less. */
export const conditional: KeywordRule = {
  keywords: ['if'],
  beside: ['then', 'else'],
  *gaps({ by, known, place, prover }) {
    const condition = conjuncts(inside(by, 'if'));
    const { then, else: otherwise } = by.schema;
    if (then !== undefined && !areDisjoint(known, condition))
      yield* prover.prove([...known, ...condition], conjuncts(inside(by, 'then')), place);
    if (otherwise !== undefined && prover.prove(known, condition, place).length > 0)
      yield* prover.prove(known, conjuncts(inside(by, 'else')), place);
  },
};
