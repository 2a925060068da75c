import { asCase, judgedOne } from '../check/in-traffic.ts';
import { checks } from '../check/index.ts';
import type { Contract } from '../contract/contract.ts';
import { judgedOf } from '../latency/gates.ts';
import { spent } from '../latency/spent.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';

// Of requests that went the same way, so many are kept whole.
const alike = 2;

/**
 * An observation of traffic without what was said in most of its requests and calls: whole are those that break
 * something, the slowest where time is what it is about, and some of each kind of the others. Which it stands for is the
 * first that breaks something, else the slowest, else the first that was not `ok`. Others are left as they are.
 */
export function tellingOnly(contract: Contract, observation: Observation): Observation {
  const { traffic } = observation;
  if (!traffic) return observation;
  const { turns = [] } = traffic;
  const broke = new Set([...traffic.requests, ...turns].filter((request) => breaks(contract, observation, request)));
  const slowest = slowestOf(observation);
  const requests = few(traffic.requests, broke, slowest);
  const fewTurns = few(turns, broke);
  const all = [...traffic.requests, ...turns];
  const kept = [...requests, ...fewTurns];
  const whole = all.filter((_, i) => kept[i]!.whole);
  const worst = whole.find((one) => broke.has(one));
  const standsFor = (worst ?? slowest[0] ?? whole.find(({ ok }) => !ok) ?? whole[0])?.whole;
  const slim = { ...traffic, requests, ...(turns.length > 0 ? { turns: fewTurns } : {}) };
  return { ...observation, ...standsFor, traffic: slim };
}

/** The same requests, most of them without what was said. */
function few(
  requests: readonly SeenRequest[],
  broke: ReadonlySet<SeenRequest>,
  slowest: readonly SeenRequest[] = [],
): SeenRequest[] {
  const kinds = new Map<string, number>();
  return requests.map((request): SeenRequest => {
    const kind = `${broke.has(request)} ${kindOf(request)}`;
    const n = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, n);
    if (n <= alike || slowest.includes(request)) return request;
    const { whole: _, ...rest } = request;
    return rest;
  });
}

const slowestMost = 3;

/** Where a case is about time: the requests that took longest, by what is judged. */
function slowestOf({ case: { traffic }, ...seen }: Observation): SeenRequest[] {
  const paced = traffic?.paced;
  if (!paced) return [];
  const length = (request: SeenRequest) => (paced.percentiles.length > 0 ? spent(request).added : request.took);
  return judgedOf(paced, seen.traffic!)
    .sort((a, b) => length(b) - length(a))
    .slice(0, slowestMost);
}

/** What requests that went the same way have in common. */
function kindOf({ operation, answer, calls }: SeenRequest): string {
  const went = calls.map(({ to, fault = 'well', end }) => `${to} ${fault} ${end}`);
  return `${operation} ${answer} ${went.join(', ')}`;
}

function breaks(contract: Contract, observation: Observation, request: SeenRequest): boolean {
  const one = asCase(observation, request);
  return (
    one !== undefined &&
    checks.some(
      (check) => judgedOne(check, contract, observation, request) && check.judge(contract, one).verdict === 'broken',
    )
  );
}
