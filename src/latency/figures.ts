import type { Contract } from '../contract/contract.ts';
import type { Attribution, Exactness, Observation, SlimCall } from '../observation/observation.ts';
import { type Gate, gatesOf, judgedOf } from './gates.ts';
import { type Percentile, shares } from './percentile.ts';
import { type Spent, spent } from './spent.ts';

/** What came of a case that is about time. Times in milliseconds. */
export interface LatencyFigures {
  readonly rate: number;
  /** Requests that are judged. */
  readonly requests: number;
  readonly attribution: Attribution;
  /** Each percentile that is judged; none where the deadline is. */
  readonly gates: readonly Gate[];
  /** What the component adds, and what callers wait in all. */
  readonly added: Readonly<Record<Percentile, number>>;
  readonly total: Readonly<Record<Percentile, number>>;
  /** The same two from the fastest request to the slowest, at every 40th part of them. */
  readonly curves: { readonly added: readonly number[]; readonly total: readonly number[] };
  readonly exactness?: Exactness;
  readonly slowest: readonly Slow[];
}

/** One of the slowest requests. */
export interface Slow extends Spent {
  /** Milliseconds since the first request was due. */
  readonly due: number;
  /** Its calls in the order in which they began, at times since it was due. */
  readonly calls: readonly Pick<SlimCall, 'to' | 'began' | 'ended' | 'end'>[];
}

const slowestMost = 3;

/** Undefined where the case was about something else. */
export function latencyFigures(contract: Contract, { case: played, traffic }: Observation): LatencyFigures | undefined {
  const paced = played.traffic?.paced;
  if (!traffic || !paced) return undefined;
  const requests = judgedOf(paced, traffic).map((request) => ({ request, went: spent(request) }));
  const slow = paced.percentiles.length > 0 ? 'added' : 'total';
  const slowest = [...requests].sort((a, b) => b.went[slow] - a.went[slow]).slice(0, slowestMost);
  return {
    rate: played.traffic!.rate,
    requests: requests.length,
    attribution: traffic.attribution,
    gates: gatesOf(contract.upstream[played.operation]?.budget.latency ?? {}, paced, traffic),
    added: percentilesOf(requests.map(({ went }) => went.added)),
    total: percentilesOf(requests.map(({ went }) => went.total)),
    curves: {
      added: curveOf(requests.map(({ went }) => went.added)),
      total: curveOf(requests.map(({ went }) => went.total)),
    },
    ...(traffic.exactness ? { exactness: traffic.exactness } : {}),
    slowest: slowest.map(({ request: { due, calls }, went }) => ({
      ...went,
      due,
      calls: calls.map(({ to, began, ended, end }) => ({ to, began: began - due, ended: ended - due, end })),
    })),
  };
}

function percentilesOf(times: readonly number[]): Record<Percentile, number> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(shares.p50), p95: at(shares.p95), p99: at(shares.p99) };
}

const parts = 40;

function curveOf(times: readonly number[]): number[] {
  const sorted = [...times].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const at = (part: number) => sorted[Math.round((part / parts) * (sorted.length - 1))]!;
  return Array.from({ length: parts + 1 }, (_, part) => Number(at(part).toFixed(2)));
}
