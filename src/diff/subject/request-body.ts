import { operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';
import { callersOf } from '../who.ts';

export const requestBody: DiffRule = {
  name: 'request-body',
  summary: 'a body that was accepted and no longer is breaks the callers; to accept more breaks nobody',
  covers: ['upstream/*/accepts/body', 'upstream/*/accepts/body/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const [was, now] = [before.accepts.body, after.accepts.body];
      const at = { pointer: `${pointer}/accepts/body`, breaks: callersOf(before), bump: 'major' as const };
      if (was === undefined && now === undefined) continue;
      if (was === undefined) yield { ...at, what: `${after.name} wants a body, which it did not.` };
      else if (now === undefined)
        yield {
          ...at,
          what: `${after.name} declares no body any more.`,
          unclear: 'whether one is still taken is not said',
        };
      else yield* schemaChanges({ ...at, before: was, after: now, subject: `The body of ${after.name}`, way: 'taken' });
    }
  },
};
