import { step } from '../../contract/pointer.ts';
import { operationPairs } from '../pairs.ts';
import { promiseChange } from '../promise.ts';
import type { DiffRule } from '../rule.ts';

export const costPromises: DiffRule = {
  name: 'cost-promises',
  summary: 'more calls for one request than were promised break the dependency; more tokens, whoever pays for them',
  covers: ['upstream/*/budget/{calls,tokens}', 'upstream/*/budget/calls/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const shared = { name: after.name, written: String, worse: 'more' as const };
      for (const [dependency, now] of Object.entries(after.budget.calls)) {
        const was = before.budget.calls[dependency];
        // Of a new dependency other rules speak.
        if (was === undefined) continue;
        const what = `the number of calls of ${dependency}`;
        const at = step(`${pointer}/budget/calls`, dependency);
        yield* promiseChange({ ...shared, pointer: at, what, was, now, breaks: [dependency] });
      }
      yield* promiseChange({
        ...shared,
        pointer: `${pointer}/budget/tokens`,
        what: 'the number of tokens',
        was: before.budget.tokens,
        now: after.budget.tokens,
        breaks: [`whoever pays for the tokens of ${after.name}`],
      });
    }
  },
};
