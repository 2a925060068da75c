import type { Violation } from '../contract/json-schema.ts';

/** A violation, with the types that its place may have where its type is wrong. */
export interface Told {
  readonly violation: Violation;
  readonly wanted: readonly string[];
}

const branching = ['anyOf', 'oneOf'];
const within = (pointer: string, outer: string) => pointer === outer || pointer.startsWith(`${outer}/`);

/**
 * The violations that tell something. Of a place with several branches, that it fits none of them says less than why;
 * and where one of them at least has the right type, that the others have another says nothing.
 */
export function telling(all: readonly Violation[]): Told[] {
  const forked = all.filter((v) => branching.includes(v.keyword)).map((v) => v.pointer);
  const isType = (v: Violation) => v.keyword === 'type';
  const isFork = (v: Violation) => branching.includes(v.keyword);
  const told = all.filter((v) => {
    if (v.keyword === 'if') return false;
    const others = all.filter((other) => other !== v && !isFork(other) && within(other.pointer, v.pointer));
    if (isFork(v)) return others.length === 0;
    if (isType(v)) return !(forked.includes(v.pointer) && others.some((other) => !isType(other)));
    return true;
  });
  return merged(told);
}

/** One violation for all wrong types of a place; what else is wrong where the type is says nothing. */
function merged(told: readonly Violation[]): Told[] {
  const typed = told.filter((v) => v.keyword === 'type');
  const places = [...new Set(typed.map((v) => v.pointer))];
  return [
    ...places.map((pointer) => {
      const here = typed.filter((v) => v.pointer === pointer);
      return { violation: here[0]!, wanted: here.flatMap((v) => [v.params.type].flat().map(String)) };
    }),
    ...told
      .filter((v) => v.keyword !== 'type' && !places.includes(v.pointer))
      .map((violation) => ({ violation, wanted: [] })),
  ];
}
