import { operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

export const tolerance: DiffRule = {
  name: 'tolerance',
  summary: 'mess that is no longer tolerated breaks the callers that send it',
  covers: ['upstream/*/accepts/tolerates', 'upstream/*/accepts/tolerates/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const [was, now] = [before.accepts.tolerates, after.accepts.tolerates];
      const at = `${pointer}/accepts/tolerates`;
      for (const kind of was.filter((k) => !now.includes(k)))
        yield {
          pointer: at,
          inside: `/${kind}`,
          what: `${after.name} tolerates ${kind} no more.`,
          breaks: callersOf(before),
          bump: 'major',
        };
      for (const kind of now.filter((k) => !was.includes(k)))
        yield { pointer: at, inside: `/${kind}`, what: `${after.name} tolerates ${kind}.`, breaks: [], bump: 'minor' };
    }
  },
};
