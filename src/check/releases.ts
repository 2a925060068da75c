import type { SeenRequest } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';
import { outagesOf, usualCalls } from './in-traffic.ts';

/** Connections that a pool may open ahead of need. */
const spare = 5;

export const releases: Check = {
  name: 'releases',
  claim: 'connections do not pile up with the calls that failed',
  why: 'A connection that is kept for each failed call ends in "too many open files", hours after the outage that nobody connects with it.',
  fix: 'Read or destroy the body of every reply, also of those with an error; abort what is not waited for any more, so that its connection is closed.',
  timely: true,
  inTraffic: 'whole',
  judge(_, observation) {
    const { traffic, aftermath } = observation;
    if (!traffic) return notApplicable('there was no traffic');
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    for (const { dependency } of outagesOf(observation)) {
      const { before, during, after } = traffic.connections[dependency]!;
      const pool = Math.max(1, usualCalls(observation, dependency)) * mostAtOnce(traffic.requests);
      if (after <= before + pool + spare) continue;
      return broken({
        told: `After the outage of \`${dependency}\`, ${after} connections to it were open: ${before} were before it, ${during} at its end, and no more than ${pool} requests were ever under way at once.`,
        expected: 'no more than are needed at once',
        cites: `/downstream/${dependency}`,
        shape: 'connections pile up',
        dependency,
      });
    }
    return holds;
  },
};

/** The most requests that were under way at the same time: until they were answered, and what they promise was done. */
function mostAtOnce(requests: readonly SeenRequest[]): number {
  const steps = requests
    .flatMap(({ due, took, delivered = [] }) => [
      { at: due, by: 1 },
      { at: due + Math.max(took, ...delivered.map(({ acknowledged, watched }) => acknowledged ?? watched)), by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
