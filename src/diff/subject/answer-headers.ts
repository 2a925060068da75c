import { headerChanges } from '../header-changes.ts';
import { operationPairs, pairsOf } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';

import { callersOf } from '../who.ts';

export const answerHeaders: DiffRule = {
  name: 'answer-headers',
  summary: 'a header that is no longer promised, or may hold something else, breaks the callers',
  covers: ['upstream/*/answers/*/headers', 'upstream/*/answers/*/headers/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions))
      for (const pair of pairsOf(before.answers, after.answers, `${pointer}/answers`))
        yield* headerChanges({
          before: pair.before.headers,
          after: pair.after.headers,
          pointer: `${pair.pointer}/headers`,
          subject: `${after.name} ${pair.after.name}`,
          way: 'given',
          breaks: callersOf(before),
        });
  },
};
