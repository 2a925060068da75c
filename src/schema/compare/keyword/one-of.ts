import type { Schema } from '../../../contract/contract.ts';
import { conjuncts, inside } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { areDisjoint } from '../disjoint.ts';
import { typesOf } from '../facts.ts';

export const oneOf: KeywordRule = {
  keywords: ['oneOf'],
  *gaps(demand) {
    const { by, known, type, place, prover, value } = demand;
    const branches = (value as Schema[]).map((_, i) => conjuncts(inside(by, 'oneOf', i)));
    const possible = branches.filter((branch) => typesOf(branch).includes(type));
    const tried = possible.map((branch) => prover.prove(known, branch, place));
    const [fitting] = possible.filter((_, i) => tried[i]!.length === 0);
    const others = branches.filter((branch) => branch !== fitting);
    if (fitting && others.every((branch) => areDisjoint(known, branch))) return;
    if (!fitting && tried.length === 1) yield* tried[0]!;
    else
      yield gapOf(
        demand,
        ['must be as exactly one of `oneOf`', 'need not be as exactly one of `oneOf`'],
        tried.flat().flatMap((g) => g.hints),
      );
  },
};
