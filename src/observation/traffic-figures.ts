import type { Attribution, Observation } from './observation.ts';

/** Requests of one phase, and what they caused. */
export interface Phase {
  readonly requests: number;
  readonly ok: number;
  /** Dependency that was out → calls that came in the phase, for each request of the phase. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Traffic in a few numbers. `after`: from the time on when the outages were over. */
export interface TrafficFigures {
  readonly attribution: Attribution;
  readonly before: Phase;
  readonly during: Phase;
  readonly after: Phase;
}

/** Of the operation that a case is about; undefined where the case had no traffic with outages. */
export function trafficFigures({ case: played, traffic }: Observation): TrafficFigures | undefined {
  if (!traffic || !played.traffic || played.traffic.paced) return undefined;
  const began = Math.min(...traffic.outages.map((outage) => outage.began));
  const over = Math.max(...traffic.outages.map((outage) => outage.over));
  const mine = traffic.requests.filter(({ operation }) => operation === played.operation);
  const calls = [...mine.flatMap((request) => request.calls), ...traffic.calls];
  const names = [...new Set(played.traffic.outages.map(({ dependency }) => dependency))];
  const phase = (from: number, until: number): Phase => {
    const requests = mine.filter(({ due }) => due >= from && due < until);
    const came = (name: string) =>
      calls.filter((c) => c.to.startsWith(`${name}.`) && c.began >= from && c.began < until).length;
    const each = names.map((name) => [name, requests.length === 0 ? 0 : came(name) / requests.length] as const);
    return { requests: requests.length, ok: requests.filter(({ ok }) => ok).length, calls: Object.fromEntries(each) };
  };
  return {
    attribution: traffic.attribution,
    before: phase(0, began),
    during: phase(began, over),
    after: phase(over, Number.POSITIVE_INFINITY),
  };
}
