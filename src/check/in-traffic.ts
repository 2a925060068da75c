import type { Contract } from '../contract/contract.ts';
import type {
  Attribution,
  Observation,
  ScheduledFault,
  SeenOutage,
  SeenRequest,
  SeenTraffic,
} from '../observation/observation.ts';
import type { Outage } from '../observation/traffic.ts';
import { type Check, type EachRequest, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import { promised } from './held-up.ts';

/** An outage as it was planned and as it went. */
export interface Out extends Outage, SeenOutage {}

export function outagesOf({ case: played, traffic }: Observation): Out[] {
  return (played.traffic?.outages ?? []).map((outage, i) => ({ ...outage, ...traffic!.outages[i]! }));
}

/** Milliseconds since the traffic began at which the last outage was over: never, where none was needed. */
export const overAt = (observation: Observation): number =>
  observation.case.traffic?.paced
    ? Number.POSITIVE_INFINITY
    : Math.max(...outagesOf(observation).map(({ over }) => over));

/** When all must be well again. */
export const wellAt = (contract: Contract, observation: Observation): number =>
  Math.max(
    ...outagesOf(observation).map(({ dependency, over }) => over + contract.downstream[dependency]!.recoversWithin),
  );

/** The requests of the operation that the case is about, due from one time until another. */
export const requestsDue = (observation: Observation, from: number, until = Number.POSITIVE_INFINITY): SeenRequest[] =>
  observation.traffic!.requests.filter(
    ({ operation, due }) => operation === observation.case.operation && due >= from && due < until,
  );

/** The harness was held up for longer than a dependency may take: what a request then got says nothing. */
export const spoiled = (contract: Contract, { lag }: SeenRequest): boolean =>
  lag > Math.min(...Object.keys(contract.downstream).map((name) => promised(contract, name)));

/** Why an outage came to nothing, where one did. */
export function missedOutage(observation: Observation): string | undefined {
  const missed = outagesOf(observation).find(({ struck, refused }) => struck === 0 && !refused);
  return missed && `${missed.shape} was never met: ${missed.dependency} was not called while it lasted`;
}

// A harness that loses more of its time than this shares a machine on which the component loses as much. Measured on a
// component that is right: what it seemed to break began at 0.6.
const bearable = 0.4;

/** Why what the component did in time, or did not, says nothing; undefined where it does. */
export function starved({ traffic }: Observation): string | undefined {
  const { heldUp, starved: kept = 0 } = traffic!;
  const percent = (share: number) => `${Math.round(Math.min(1, share) * 100)} % of the time`;
  if (heldUp > bearable) return `the harness itself was held up for ${percent(heldUp)}`;
  if (kept > bearable) return `the component was kept from a CPU for ${percent(kept)}`;
  return undefined;
}

/** Whether calls of requests that were under way together can be told apart. */
export const areKnown = (attribution: Attribution): boolean => attribution === 'trace' || attribution === 'words';

/** One request of the traffic as a case of its own: its faults are those that it met. */
export function asCase(observation: Observation, request: SeenRequest): Observation | undefined {
  const { traffic: _, ...rest } = observation;
  if (!request.whole) return undefined;
  const { calls } = request.whole;
  const { delivered } = request;
  const { attribution, turns = [] } = observation.traffic!;
  return {
    ...rest,
    ...request.whole,
    ...(delivered ? { delivered } : {}),
    ...(areKnown(attribution) || turns.includes(request) ? {} : { callsUnknown: true }),
    case: { ...withoutTraffic(observation.case), operation: request.operation, schedule: faultsMet(calls) },
    lag: request.lag,
  };
}

function withoutTraffic({ traffic: _, ...played }: Observation['case']): Observation['case'] {
  return played;
}

function faultsMet(calls: Observation['calls']): ScheduledFault[] {
  const met = calls.flatMap(({ dependency, operation, fault }) =>
    fault && operation !== undefined && fault.undelivered === undefined
      ? [{ dependency, operation, call: 1, recurs: 'every' as const, fault: fault.kind, params: fault.params }]
      : [],
  );
  return [...new Map(met.map((one) => [`${one.dependency}.${one.operation} ${one.fault}`, one])).values()];
}

/** Whether a check judges a request of the traffic as a case of its own. */
export function judgedOne(
  { inTraffic }: Check,
  contract: Contract,
  observation: Observation,
  request: SeenRequest,
): boolean {
  if (typeof inTraffic !== 'object') return false;
  return inTraffic.which?.(contract, observation, request) ?? true;
}

/** Judges the requests of the traffic one by one by a check. */
export function eachRequest(check: Check, each: EachRequest, contract: Contract, observation: Observation): Judgement {
  const { atLeast = 1, byCalls = false, unless } = each;
  const because = unless?.(contract, observation);
  if (because !== undefined) return notApplicable(because);
  const asked = contract.upstream[observation.case.operation]!;
  const needed = typeof byCalls === 'function' ? byCalls(asked) : byCalls;
  const { attribution, turns = [] } = observation.traffic!;
  if (needed && !areKnown(attribution) && turns.length === 0)
    return notApplicable('which calls a request of the traffic made cannot be told');
  const judged = (needed && !areKnown(attribution) ? turns : requestsDue(observation, 0))
    .filter((request) => judgedOne(check, contract, observation, request))
    .flatMap((request) => asCase(observation, request) ?? [])
    .map((one) => check.judge(contract, one));
  const broke = judged.filter((j) => j.verdict === 'broken');
  const [first] = broke;
  if (first && broke.filter(({ shape }) => shape === first.shape).length >= atLeast)
    return each.together?.(contract, observation, first) ?? first;
  if (first)
    return inconclusive(`only ${broke.length} of ${judged.length} requests broke ${check.name}: ${first.told}`);
  if (judged.some((j) => j.verdict === 'holds')) return holds;
  return judged.find((j) => j.verdict !== 'holds') ?? notApplicable('no request tells anything of it');
}

/** Calls of a dependency that requests made, as far as that can be told. */
export const callsOf = (requests: readonly SeenRequest[], dependency: string): number =>
  requests.reduce((sum, { calls }) => sum + calls.filter(({ to }) => to.startsWith(`${dependency}.`)).length, 0);

/** Calls of a dependency between two times, whoever made them. */
export const callsBetween = (
  { requests, calls }: SeenTraffic,
  dependency: string,
  from: number,
  until: number,
): number =>
  [...requests.flatMap((r) => r.calls), ...calls].filter(
    ({ to, began }) => to.startsWith(`${dependency}.`) && began >= from && began < until,
  ).length;

/** Calls of a dependency that one request makes when nothing is wrong. */
export const usualCalls = ({ healthyCalls }: Observation, dependency: string): number =>
  Object.entries(healthyCalls).reduce((sum, [site, n]) => sum + (site.startsWith(`${dependency}.`) ? n : 0), 0);

/** What came when all should be well again, and what it did. */
export interface Afterwards {
  readonly requests: readonly SeenRequest[];
  readonly bad: readonly SeenRequest[];
  /** Calls of a dependency that were made for them; unattributed ones count by their time. */
  calls(dependency: string): number;
}

/** The traffic from the time on when all should be well again. */
export function afterwards(contract: Contract, observation: Observation): Afterwards {
  const from = wellAt(contract, observation);
  const requests = requestsDue(observation, from);
  const known = areKnown(observation.traffic!.attribution);
  const { deadline } = contract.upstream[observation.case.operation]!.budget;
  return {
    requests,
    bad: requests.filter(({ ok, took, lag }) => !ok || took > deadline + lag),
    calls: (dependency) =>
      known
        ? callsOf(requests, dependency)
        : callsBetween(observation.traffic!, dependency, from, Number.POSITIVE_INFINITY),
  };
}

/** The dependency that is given up for good: requests go wrong, and it is asked less than half as often as usual. */
export function unasked(
  contract: Contract,
  observation: Observation,
): (Afterwards & { readonly dependency: string }) | undefined {
  const later = afterwards(contract, observation);
  if (later.bad.length * 2 < later.requests.length || later.requests.length === 0) return undefined;
  const given = outagesOf(observation).find(
    ({ dependency }) => later.calls(dependency) * 2 < usualCalls(observation, dependency) * later.requests.length,
  );
  return given && { ...later, dependency: given.dependency };
}
