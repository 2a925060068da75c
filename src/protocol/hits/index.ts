import type { Fault } from '../../fault/fault.ts';
import { dimensionError } from './dimension-error.ts';
import { duplicateHits } from './duplicate-hits.ts';
import { duplicateIndex } from './duplicate-index.ts';
import { indexOutOfRange } from './index-out-of-range.ts';
import { moreHitsThanAsked } from './more-hits-than-asked.ts';
import { nullPayload } from './null-payload.ts';
import { nullScore } from './null-score.ts';
import { staleRead } from './stale-read.ts';
import { unsortedScores } from './unsorted-scores.ts';
import { zeroHits } from './zero-hits.ts';

/** Faults of services that find something and rank it: vector stores. */
export const hitFaults: readonly Fault[] = [
  zeroHits,
  duplicateHits,
  moreHitsThanAsked,
  unsortedScores,
  nullScore,
  nullPayload,
  dimensionError,
  staleRead,
];

/** Faults of services that rank what they are given. */
export const rankFaults: readonly Fault[] = [zeroHits, unsortedScores, nullScore, indexOutOfRange, duplicateIndex];
