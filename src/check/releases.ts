import type { Observation, SeenRequest } from '../observation/observation.ts';
import { type Broken, broken, type Check, holds, notApplicable } from './check.ts';
import { outagesOf, usualCalls } from './in-traffic.ts';

/** Connections that a pool may open ahead of need. */
const spare = 5;
/** What is left by more than every other failed request is no accident. */
const share = 0.6;
/** Of fewer failed requests nothing can be told: in all, and in each half of the outages. */
const fewest = { inAll: 10, inHalf: 2 };

export const releases: Check = {
  name: 'releases',
  claim: 'connections and file descriptors do not pile up with the calls that failed',
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
    return leak(observation) ?? holds;
  },
};

/**
 * Descriptors that stay: as many in each half of the outages as there were failed requests, and still there when all is
 * well and quiet. A collector of garbage may take its time, and a pool keeps what it once needed: neither is a leak.
 */
function leak(observation: Observation): Broken | undefined {
  const { traffic, case: played } = observation;
  const { descriptors } = traffic!;
  if (!descriptors) return undefined;
  const { begin, after, later } = descriptors;
  const { before: from, during } = played.traffic!;
  const [before, middle, end] = [
    descriptors.before - underWay(traffic!.requests, from),
    descriptors.middle - underWay(traffic!.requests, from + during / 2),
    descriptors.end - underWay(traffic!.requests, from + during),
  ];
  const [first, second] = [
    failedIn(observation, from, from + during / 2),
    failedIn(observation, from + during / 2, from + during),
  ];
  const failed = first + second;
  const kept = Math.min(after, later) - begin;
  const calls = outagesOf(observation).reduce((sum, { dependency }) => sum + usualCalls(observation, dependency), 0);
  const pool = Math.max(1, calls) * mostAtOnce(traffic!.requests) + spare;
  const steady = middle - before >= share * first && end - middle >= share * second && kept >= share * failed;
  const few = failed < fewest.inAll || Math.min(first, second) < fewest.inHalf;
  if (few || !steady || kept <= pool || later < after - spare) return undefined;
  const { dependency } = outagesOf(observation)[0]!;
  return broken({
    told: `${failed} requests failed while \`${dependency}\` was out, and the component has ${kept} more files and sockets open than before: ${middle - before} more after the first half, ${end - middle} after the second, and all was quiet when they were counted.`,
    expected: 'no more than are needed at once',
    cites: `/downstream/${dependency}`,
    shape: 'descriptors pile up',
    dependency,
    fix: 'Close in a `finally` (or `with`, `using`) what a request opens, so that it is closed as well where the request fails.',
  });
}

/** Requests whose answer came in a stretch of time, and was not `ok`. */
const failedIn = ({ traffic }: Observation, from: number, until: number): number =>
  traffic!.requests.filter(({ due, took, ok }) => !ok && due + took >= from && due + took < until).length;

/** Each has a connection of its own. */
const underWay = (requests: readonly SeenRequest[], at: number): number =>
  requests.filter(({ due, took }) => due <= at && due + took > at).length;

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
