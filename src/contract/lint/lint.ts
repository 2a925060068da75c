import type { Contract } from '../contract.ts';
import { isWithin } from '../mended.ts';
import type { Problem } from '../problem.ts';
import type { References } from '../refs.ts';
import type { Shape } from '../shape.ts';
import { lintRules } from './index.ts';
import type { Draft } from './rule.ts';

/** What the rules have to say about a contract, of whose file the form and the references have been looked at. */
export function lint(
  contract: Contract,
  { rest, written, reported }: Shape,
  refs: References,
  options: Pick<Draft, 'vocabulary' | 'today'>,
): Problem[] {
  const known = [...reported, ...[...refs.broken].map((pointer) => rest.origin(pointer))];
  const draft: Draft = {
    contract,
    written,
    ...options,
    reported: (pointer) => {
      const origin = rest.origin(pointer);
      return known.some((r) => isWithin(r, origin) || isWithin(origin, r));
    },
    lost: (pointer) => [...reported].some((r) => isWithin(rest.origin(pointer), r)),
  };
  const problems: Problem[] = [];
  for (const rule of lintRules) {
    for (const { pointer, inside = '', of = 'value', severity = 'error', ...told } of [...rule.check(draft)]) {
      // Of a value that has the wrong form nothing else can be said, nor of one that is missing.
      if (draft.lost(pointer)) continue;
      problems.push({ ...refs.locate(pointer, inside, of), severity, rule: rule.name, ...told });
      if (severity === 'error') known.push(rest.origin(pointer));
    }
  }
  return problems;
}
