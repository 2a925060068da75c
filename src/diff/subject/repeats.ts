import { operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

export const repeats: DiffRule = {
  name: 'repeats',
  summary: 'that a repeated request has no second effect is a promise: to drop it breaks callers that repeat',
  covers: ['upstream/*/repeats'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      if (before.repeats === after.repeats) continue;
      const dropped = after.repeats === undefined;
      yield {
        pointer: `${pointer}/repeats`,
        ...(dropped ? { stands: 'old' } : {}),
        what: `${after.name}: the same request again ${dropped ? 'may have a second effect' : 'has no second effect'}.`,
        breaks: dropped ? callersOf(before) : [],
        bump: dropped ? 'major' : 'minor',
      };
    }
  },
};
