import { step } from '../../../contract/pointer.ts';
import { conjuncts, inside, isObject, readable } from '../conjunct.ts';
import { type KeywordRule, within } from '../demand.ts';
import { matches, memberOf, namesOf, otherMembers, patternsOf } from '../facts.ts';
import { withMember } from '../with-part.ts';

export const additionalProperties: KeywordRule = {
  keywords: ['additionalProperties'],
  types: ['object'],
  beside: ['properties', 'patternProperties'],
  *gaps({ by, known, place, prover }) {
    const demanded = conjuncts(inside(by, 'additionalProperties'));
    const declared = isObject(by.schema.properties) ? Object.keys(by.schema.properties) : [];
    const patterns = patternsOf(by);
    const isOther = (name: string) => !declared.includes(name) && !patterns.some((pattern) => matches(pattern, name));
    const names = namesOf(known).filter(isOther);
    for (const name of names)
      yield* within(prover.proveInside(memberOf(known, name), demanded, step(place, name)), withMember(name));
    for (const one of readable(known))
      for (const pattern of patternsOf(one).filter((p) => !patterns.includes(p)))
        yield* prover.proveInside(conjuncts(inside(one, 'patternProperties', pattern)), demanded, step(place, '*'));
    const unnamed = freshName([...names, ...declared], isOther);
    yield* within(prover.proveInside(otherMembers(known), demanded, step(place, '*')), withMember(unnamed));
  },
};

function freshName(taken: readonly string[], isOther: (name: string) => boolean): string {
  for (let i = 0; i < 100; i++) {
    const name = i === 0 ? 'other' : `other${i}`;
    if (!taken.includes(name) && isOther(name)) return name;
  }
  return 'other';
}
