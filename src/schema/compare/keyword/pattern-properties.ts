import { step } from '../../../contract/pointer.ts';
import { conjuncts, inside, readable } from '../conjunct.ts';
import { type KeywordRule, within } from '../demand.ts';
import { matches, memberOf, namesOf, patternsOf } from '../facts.ts';
import { withMember } from '../with-part.ts';

export const patternProperties: KeywordRule = {
  keywords: ['patternProperties'],
  types: ['object'],
  *gaps({ value, by, known, place, prover }) {
    for (const pattern of Object.keys(value as object)) {
      const demanded = conjuncts(inside(by, 'patternProperties', pattern));
      for (const name of namesOf(known).filter((n) => matches(pattern, n)))
        yield* within(prover.proveInside(memberOf(known, name), demanded, step(place, name)), withMember(name));
      // What other names hold: what stands under the same pattern, or under no pattern at all.
      const others = readable(known).flatMap((one) => {
        const patterns = patternsOf(one);
        if (patterns.includes(pattern)) return conjuncts(inside(one, 'patternProperties', pattern));
        if (patterns.length > 0 || one.schema.additionalProperties === undefined) return [];
        return conjuncts(inside(one, 'additionalProperties'));
      });
      yield* within(prover.proveInside(others, demanded, step(place, '*')), (part) => ({
        type: 'object',
        minProperties: 1,
        patternProperties: { [pattern]: part },
      }));
    }
  },
};
