import { step } from '../../../contract/pointer.ts';
import { conjuncts, inside } from '../conjunct.ts';
import { type KeywordRule, within } from '../demand.ts';
import { memberOf } from '../facts.ts';
import { withMember } from '../with-part.ts';

export const properties: KeywordRule = {
  keywords: ['properties'],
  types: ['object'],
  *gaps({ value, by, known, place, prover }) {
    for (const name of Object.keys(value as object)) {
      const demanded = conjuncts(inside(by, 'properties', name));
      const gaps = prover.proveInside(memberOf(known, name), demanded, step(place, name));
      yield* within(gaps, withMember(name));
    }
  },
};
