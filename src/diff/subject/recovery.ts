import { duration } from '../../contract/units.ts';
import { dependencyPairs } from '../pairs.ts';
import { promiseChange } from '../promise.ts';
import type { DiffRule } from '../rule.ts';
import { callersOver } from '../who.ts';

export const recovery: DiffRule = {
  name: 'recovery',
  summary: 'a longer way back after an outage than was promised breaks the callers',
  covers: ['downstream/*/recoversWithin'],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions))
      yield* promiseChange({
        name: after.name,
        what: 'the time until requests are ok again',
        was: before.recoversWithin,
        now: after.recoversWithin,
        written: duration,
        worse: 'more',
        pointer: `${pointer}/recovers-within`,
        breaks: callersOver(versions.before, after.name),
      });
  },
};
