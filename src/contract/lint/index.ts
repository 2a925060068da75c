import { answersComplete } from './answers-complete.ts';
import { answersDistinct } from './answers-distinct.ts';
import { budgetHolds } from './budget-holds.ts';
import { callsDistinct } from './calls-distinct.ts';
import { callsFit } from './calls-fit.ts';
import { collectionsFit } from './collections-fit.ts';
import { deliversFit } from './delivers-fit.ts';
import { exampleValid } from './example-valid.ts';
import { keywordKnown } from './keyword-known.ts';
import { namesKnown } from './names-known.ts';
import { operationsFit } from './operations-fit.ts';
import { originFits } from './origin-fits.ts';
import { placeholderKnown } from './placeholder-known.ts';
import { repeatsShows } from './repeats-shows.ts';
import type { Rule } from './rule.ts';
import { schemaValid } from './schema-valid.ts';
import { specFits } from './spec-fits.ts';
import { streamsFit } from './streams-fit.ts';
import { targetFits } from './target-fits.ts';
import { tlsFits } from './tls-fits.ts';
import { toolServerFits } from './tool-server-fits.ts';
import { toolsFit } from './tools-fit.ts';
import { waiverCurrent } from './waiver-current.ts';

/** The lint rules beyond readability, shape and references. What one reports, later ones may take as said. */
export const lintRules: readonly Rule[] = [
  schemaValid,
  keywordKnown,
  callsDistinct,
  specFits,
  operationsFit,
  targetFits,
  toolsFit,
  toolServerFits,
  tlsFits,
  originFits,
  collectionsFit,
  exampleValid,
  placeholderKnown,
  namesKnown,
  answersDistinct,
  answersComplete,
  streamsFit,
  budgetHolds,
  callsFit,
  repeatsShows,
  deliversFit,
  waiverCurrent,
];
