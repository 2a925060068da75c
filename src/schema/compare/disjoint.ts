import { type Conjunct, conjuncts, inside, readable } from './conjunct.ts';
import { limit, listed, memberOf, requiredBy, typesOf } from './facts.ts';
import { fits } from './fits.ts';

const deepest = 6;

/** Whether no value satisfies both. Only what can be shown is answered with true. */
export function areDisjoint(a: readonly Conjunct[], b: readonly Conjunct[], depth = 0): boolean {
  if (depth > deepest) return false;
  const types = typesOf([...a, ...b]);
  if (types.length === 0) return true;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const list = listed(one);
    if (list) return !list.some((value) => [...one, ...other].every(fits(value)));
  }
  return branched(a, b, depth) || branched(b, a, depth) || types.every((type) => areApart(type, a, b, depth));
}

/** Each branch of one of them has nothing in common with the other. */
function branched(a: readonly Conjunct[], b: readonly Conjunct[], depth: number): boolean {
  return readable(a).some((one) =>
    ['anyOf', 'oneOf'].some((keyword) => {
      const branches = one.schema[keyword];
      return (
        Array.isArray(branches) &&
        branches.every((_, i) => areDisjoint(conjuncts(inside(one, keyword, i)), b, depth + 1))
      );
    }),
  );
}

function areApart(type: string, a: readonly Conjunct[], b: readonly Conjunct[], depth: number): boolean {
  const all = [...a, ...b];
  const isEmpty = (lower: string, upper: string) =>
    (limit(all, lower, 'largest') ?? -Infinity) > (limit(all, upper, 'smallest') ?? Infinity);
  if (type === 'number') return isEmpty('minimum', 'maximum');
  if (type === 'string') return isEmpty('minLength', 'maxLength');
  if (type === 'array') return isEmpty('minItems', 'maxItems');
  if (type !== 'object') return false;
  return [...requiredBy(all)].some((name) => areDisjoint(memberOf(a, name), memberOf(b, name), depth + 1));
}
