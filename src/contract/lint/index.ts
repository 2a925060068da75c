import { answersComplete } from './answers-complete.ts';
import { answersDistinct } from './answers-distinct.ts';
import { budgetHolds } from './budget-holds.ts';
import { callsDistinct } from './calls-distinct.ts';
import { exampleValid } from './example-valid.ts';
import { namesKnown } from './names-known.ts';
import { operationsFit } from './operations-fit.ts';
import { placeholderKnown } from './placeholder-known.ts';
import type { Rule } from './rule.ts';
import { schemaValid } from './schema-valid.ts';
import { waiverCurrent } from './waiver-current.ts';

/** The lint rules beyond readability, shape and references. */
export const lintRules: readonly Rule[] = [
  schemaValid,
  exampleValid,
  placeholderKnown,
  namesKnown,
  callsDistinct,
  answersComplete,
  answersDistinct,
  operationsFit,
  budgetHolds,
  waiverCurrent,
];
