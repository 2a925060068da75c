import { nameFree } from './name-free.ts';
import { paramsFit } from './params-fit.ts';
import { partsAgree } from './parts-agree.ts';
import type { ScenarioRule } from './rule.ts';
import { wordsKnown } from './words-known.ts';

/** The lint rules of scenarios beyond readability and shape. */
export const scenarioRules: readonly ScenarioRule[] = [nameFree, wordsKnown, paramsFit, partsAgree];
