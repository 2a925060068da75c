import type { Budget } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import { operationPairs } from '../pairs.ts';
import { promiseChange } from '../promise.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

const promises: readonly [key: string, what: string, of: (budget: Budget) => number | undefined][] = [
  ['deadline', 'the deadline', (b) => b.deadline],
  ['latency/p50', 'the p50', (b) => b.latency?.p50],
  ['latency/p95', 'the p95', (b) => b.latency?.p95],
  ['latency/p99', 'the p99', (b) => b.latency?.p99],
  ['first-event', 'the time to the first event', (b) => b.firstEvent],
  ['gap', 'the gap between events', (b) => b.gap],
  ['cancels', 'the time to end calls after the caller has left', (b) => b.cancels],
];

export const timePromises: DiffRule = {
  name: 'time-promises',
  summary: 'more time than was promised, or a lower rate at which it holds, breaks the callers',
  covers: ['upstream/*/budget/{deadline,latency,firstEvent,gap,cancels,rate}', 'upstream/*/budget/latency/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const about = { name: after.name, breaks: callersOf(before) };
      for (const [key, what, of] of promises)
        yield* promiseChange({
          ...about,
          pointer: `${pointer}/budget/${key}`,
          what,
          was: of(before.budget),
          now: of(after.budget),
          written: duration,
          worse: 'more',
        });
      const [was, now] = [before.budget.rate, after.budget.rate];
      if (before.budget.latency && after.budget.latency)
        yield* promiseChange({
          ...about,
          pointer: `${pointer}/budget/rate`,
          what: 'the rate at which latency holds',
          was,
          now,
          written: (n) => `${n}/s`,
          worse: 'less',
        });
      else if (was !== now)
        yield {
          pointer: `${pointer}/budget/rate`,
          what: `${after.name}: another rate, without a latency.`,
          breaks: [],
          bump: 'patch',
        };
    }
  },
};
