import type { Observation } from '../observation/observation.ts';

/** What one request causes. */
export interface RequestCost {
  /** Downstream calls, retries included. */
  readonly calls: number;
  /** Model tokens that the replies reported. */
  readonly tokens: number;
}

/** The most that a single request of a trial caused. */
export interface TrialCost extends RequestCost {
  /** The dependency whose faults it met; undefined where nothing was wrong. */
  readonly dependency?: string;
}

/** What a request costs when a dependency fails, beside what it costs when all is well. */
export interface Cost {
  readonly operation: string;
  readonly dependency: string;
  readonly healthy: RequestCost;
  /** The trial whose request caused the most calls. */
  readonly calls: { readonly trial: string; readonly spent: number };
  /** The trial whose request cost the most tokens; undefined where nothing costs any. */
  readonly tokens?: { readonly trial: string; readonly spent: number };
}

interface Costing {
  readonly id: string;
  readonly costs?: readonly TrialCost[];
}

/** What the cases of a trial cost, one entry a failing dependency; none of those with mess, or more than one request. */
export function trialCosts(observations: readonly Observation[]): TrialCost[] {
  const most = new Map<string | undefined, RequestCost>();
  for (const observation of observations) {
    const { schedule, mess } = observation.case;
    const dependency = schedule[0]?.dependency;
    if (observation.traffic || observation.atOnce || mess) continue;
    if (schedule.some((scheduled) => scheduled.dependency !== dependency)) continue;
    most.set(dependency, dearest(most.get(dependency), costOf(observation)));
  }
  return [...most].map(([dependency, cost]) => ({ ...(dependency === undefined ? {} : { dependency }), ...cost }));
}

/** The costs of single requests, by operation and by the dependency whose faults they met. */
export function costsOf(trials: readonly Costing[]): Cost[] {
  const well = new Map<string, RequestCost>();
  const rows = new Map<string, { readonly id: string; readonly cost: TrialCost }[]>();
  for (const { id, costs = [] } of trials) {
    const operation = id.split('/')[0]!;
    for (const cost of costs) {
      if (cost.dependency === undefined) well.set(operation, dearest(well.get(operation), cost));
      else {
        const key = JSON.stringify([operation, cost.dependency]);
        rows.set(key, [...(rows.get(key) ?? []), { id, cost }]);
      }
    }
  }
  return [...rows].flatMap(([key, row]) => {
    const [operation, dependency] = JSON.parse(key) as [string, string];
    const healthy = well.get(operation);
    return healthy ? [{ operation, dependency, healthy, ...dearestOf(row) }] : [];
  });
}

function costOf({ calls }: Observation): RequestCost {
  return { calls: calls.length, tokens: calls.reduce((sum, { tokens = 0 }) => sum + tokens, 0) };
}

const dearest = (one: RequestCost | undefined, other: RequestCost): RequestCost => ({
  calls: Math.max(one?.calls ?? 0, other.calls),
  tokens: Math.max(one?.tokens ?? 0, other.tokens),
});

function dearestOf(row: readonly { readonly id: string; readonly cost: TrialCost }[]): Pick<Cost, 'calls' | 'tokens'> {
  const of = (what: keyof RequestCost) =>
    row
      .map(({ id, cost }) => ({ trial: id, spent: cost[what] }))
      .reduce((best, one) => (one.spent > best.spent ? one : best));
  const tokens = of('tokens');
  return { calls: of('calls'), ...(tokens.spent > 0 ? { tokens } : {}) };
}
