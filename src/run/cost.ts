import type { Observation } from '../observation/observation.ts';

/** What one request causes. */
export interface Spent {
  /** Downstream calls, retries included. */
  readonly calls: number;
  /** Model tokens that the replies reported. */
  readonly tokens: number;
}

/** What a request costs when a dependency fails, beside what it costs when all is well. */
export interface Cost {
  readonly operation: string;
  readonly dependency: string;
  readonly healthy: Spent;
  /** The trial whose request caused the most calls. */
  readonly calls: { readonly trial: string; readonly spent: number };
  /** The trial whose request cost the most tokens; undefined where nothing costs any. */
  readonly tokens?: { readonly trial: string; readonly spent: number };
}

interface Seen {
  readonly trial: string;
  readonly observation: Observation;
}

/** The costs of single requests, by operation and by the dependency whose faults they met. */
export function costsOf(seen: readonly Seen[]): Cost[] {
  const single = seen.filter(({ observation: { traffic, atOnce } }) => !traffic && !atOnce);
  const well = new Map<string, Spent>();
  for (const { observation } of single) {
    const { schedule, mess, operation } = observation.case;
    if (schedule.length > 0 || mess) continue;
    well.set(operation, dearest(well.get(operation), spentBy(observation)));
  }
  const rows = new Map<string, Seen[]>();
  for (const one of single) {
    const { schedule, mess, operation } = one.observation.case;
    const [first] = schedule;
    if (!first || mess || schedule.some(({ dependency }) => dependency !== first.dependency)) continue;
    const key = JSON.stringify([operation, first.dependency]);
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return [...rows].flatMap(([key, row]) => {
    const [operation, dependency] = JSON.parse(key) as [string, string];
    const healthy = well.get(operation);
    return healthy ? [{ operation, dependency, healthy, ...most(row) }] : [];
  });
}

function spentBy({ calls }: Observation): Spent {
  return { calls: calls.length, tokens: calls.reduce((sum, { tokens = 0 }) => sum + tokens, 0) };
}

const dearest = (one: Spent | undefined, other: Spent): Spent => ({
  calls: Math.max(one?.calls ?? 0, other.calls),
  tokens: Math.max(one?.tokens ?? 0, other.tokens),
});

function most(row: readonly Seen[]): Pick<Cost, 'calls' | 'tokens'> {
  const of = (what: keyof Spent) =>
    row
      .map(({ trial, observation }) => ({ trial, spent: spentBy(observation)[what] }))
      .reduce((best, one) => (one.spent > best.spent ? one : best));
  const tokens = of('tokens');
  return { calls: of('calls'), ...(tokens.spent > 0 ? { tokens } : {}) };
}
