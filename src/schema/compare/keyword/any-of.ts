import type { Schema } from '../../../contract/contract.ts';
import { conjuncts, inside } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { typesOf } from '../facts.ts';

export const anyOf: KeywordRule = {
  keywords: ['anyOf'],
  *gaps(demand) {
    const { by, known, type, place, prover, value } = demand;
    const branches = (value as Schema[]).map((_, i) => conjuncts(inside(by, 'anyOf', i)));
    const possible = branches.filter((branch) => typesOf(branch).includes(type));
    const tried = possible.map((branch) => prover.prove(known, branch, place));
    if (tried.some((gaps) => gaps.length === 0)) return;
    // Where it has to be this one, what it misses says more.
    if (tried.length === 1) yield* tried[0]!;
    else
      yield gapOf(
        demand,
        ['must be as one of `anyOf`', 'need not be as one of `anyOf`'],
        [{ not: { anyOf: value } }, ...tried.flat().flatMap((g) => g.hints)],
      );
  },
};
