import { type Block, findingName } from './findings.ts';
import type { Finding } from './result.ts';

/** A block as a finding that was neither shrunk nor confirmed. */
export function unexamined(block: Block): Finding {
  const { id, check, operation, dependency, waiver, known, broke } = block;
  return {
    id,
    name: findingName(broke[0]),
    check,
    operation,
    dependency,
    judgement: broke[0].judgement,
    observation: broke[0].observation,
    healthyCalls: broke[0].planned.healthyCalls,
    trials: [...new Set(broke.map((b) => b.trial.id))],
    shrunk: { steps: 0, from: broke[0].observation.case },
    confirmed: { failed: 0, played: 0 },
    ...(waiver ? { waiver } : {}),
    ...(known ? { known } : {}),
  };
}
