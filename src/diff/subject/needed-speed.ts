import { duration } from '../../contract/units.ts';
import { dependencyPairs } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';

const percentiles = ['p50', 'p95', 'p99'] as const;

export const neededSpeed: DiffRule = {
  name: 'needed-speed',
  summary: 'a dependency that has to be faster than it had to be is broken; one that may be slower is not',
  covers: ['downstream/*/latency', 'downstream/*/latency/**'],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions))
      for (const percentile of percentiles) {
        const [was, now] = [before.latency?.[percentile], after.latency?.[percentile]];
        if (was === now) continue;
        const faster = now !== undefined && was !== undefined && now < was;
        const told = (ms: number | undefined) => (ms === undefined ? 'not said' : duration(ms));
        const change: Change = {
          pointer: `${pointer}/latency/${percentile}`,
          ...(now === undefined ? { stands: 'old' } : {}),
          what: `${after.name}: its ${percentile} is ${told(now)}; it was ${told(was)}.`,
          breaks: faster ? [after.name] : [],
          bump: faster ? 'major' : 'minor',
        };
        yield change;
      }
  },
};
