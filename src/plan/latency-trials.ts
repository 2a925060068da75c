import type { Contract, Operation } from '../contract/contract.ts';
import { declaredIn } from '../latency/percentile.ts';
import { needsText, type SamplePlan, samplePlan } from '../latency/sample-plan.ts';
import type { MessyRequest, Pace, Paced, Traffic } from '../observation/traffic.ts';
import { hash } from '../schema/seed.ts';
import { messTrials } from './mess-trials.ts';
import { isContent } from './mixed-trials.ts';
import { usedBy } from './outage-trials.ts';
import type { Selection } from './selection.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

/** How much a run tries of latency. */
export interface LatencyEffort {
  /** Milliseconds for which requests are sent in one trial at most. */
  readonly most: number;
  /** Dependencies at their slow end: all of them at once, or each of them as well. */
  readonly slow: 'together' | 'each';
  /** The budget is judged among messy requests as well. */
  readonly messy: boolean;
}

interface Budget {
  readonly seed: number;
  readonly latency: LatencyEffort;
  readonly wanted: Selection;
}

/** What trials that are about time are called. */
export const latencyKinds = ['declared-latency', 'messy-mix', 'slow-but-legal'] as const;

/** Requests of a component that was not busy before are slow: so many are not judged. */
const warmUp = 10;
/** Of replies that always take the same time, so many tell. */
const slowRequests = 20;
/** Messy requests that take turns. */
const messyMost = 12;
/** What is sent thirty times a second should be no load of its own, in bytes. */
const messyLength = 64 * 1024;

/**
 * For each operation with a latency budget: its percentiles with every dependency at its declared latency, clean requests
 * alone and among messy ones; and its deadline with dependencies as slow as they may be.
 */
export function latencyTrials(
  contract: Contract,
  learnt: readonly Learnt[],
  budget: Budget,
  omitted: Omission[],
): Trial[] {
  const gates = Object.values(contract.upstream).reduce((n, o) => n + 2 * declaredIn(o.budget.latency).length, 0);
  return learnt.flatMap((seen) => {
    const operation = contract.upstream[seen.operation]!;
    if (!operation.budget.latency) return [];
    return [
      ...percentileTrials(contract, { seen, operation, gates }, budget, omitted),
      ...slowTrials(contract, { seen, operation }, budget, omitted),
    ];
  });
}

interface Subject {
  readonly seen: Learnt;
  readonly operation: Operation;
}

function percentileTrials(
  contract: Contract,
  { seen, operation, gates }: Subject & { readonly gates: number },
  budget: Budget,
  omitted: Omission[],
): Trial[] {
  const { latency, rate } = operation.budget;
  const most = Math.floor((budget.latency.most * rate) / 1000);
  const all = declaredIn(latency);
  const percentiles = all.filter((name) => samplePlan([name], most) !== undefined);
  for (const name of all.filter((one) => !percentiles.includes(one)))
    omitted.push({
      what: `${operation.name}: budget.latency.${name}`,
      because: `${needsText(name, 1, rate)}: more than this profile takes`,
    });
  if (percentiles.length === 0) return [];
  const { looks } = samplePlan(percentiles, most) as SamplePlan;
  const paced = { paces: declaredPaces(contract, seen), percentiles, gates, warmUp, looks };
  const trials = [trialOf(seen, { site: 'none', fault: 'declared-latency', rate, paced }, budget)];
  if (!budget.latency.messy) return trials;
  const id = idOf(seen, 'none', 'messy-mix');
  const messy = budget.wanted(id) ? messyRequests(contract, seen, budget) : [];
  if (messy.length > 0)
    return [...trials, trialOf(seen, { site: 'none', fault: 'messy-mix', rate, paced: { ...paced, messy } }, budget)];
  if (budget.wanted(id)) omitted.push({ what: id, because: 'no messy request must be served' });
  return trials;
}

function slowTrials(contract: Contract, { seen, operation }: Subject, budget: Budget, omitted: Omission[]): Trial[] {
  const { downstream } = contract;
  const used = usedBy(contract, seen);
  const slow = used.flatMap((name) => {
    const p99 = downstream[name]!.latency?.p99;
    return p99 === undefined ? [] : [{ name, pace: { always: Math.round(p99) } }];
  });
  for (const name of used.filter((one) => !slow.some((other) => other.name === one)))
    omitted.push({ what: idOf(seen, name, 'slow-but-legal'), because: 'it declares no p99' });
  const groups = slow.length > 1 ? [slow] : [];
  if (slow.length === 1 || budget.latency.slow === 'each') groups.push(...slow.map((one) => [one]));
  return groups.map((group) => {
    const paces = {
      ...declaredPaces(contract, seen),
      ...Object.fromEntries(group.map(({ name, pace }) => [name, pace])),
    };
    const paced = { paces, percentiles: [], gates: 0, warmUp: warmUp / 2, looks: [slowRequests] };
    const site = group.map(({ name }) => name).join('+');
    return trialOf(seen, { site, fault: 'slow-but-legal', rate: operation.budget.rate, paced }, budget);
  });
}

/** The dependencies that an operation calls, at the pace that they declare. */
export function declaredPaces(contract: Contract, seen: Learnt): Record<string, Pace> {
  return Object.fromEntries(
    usedBy(contract, seen).flatMap((name) => {
      const { latency } = contract.downstream[name]!;
      return declaredIn(latency).length > 0 ? [[name, latency!]] : [];
    }),
  );
}

const idOf = ({ operation }: Learnt, site: string, fault: string) => `${operation}/${site}/${fault}/latency`;

function trialOf(
  seen: Learnt,
  { site, fault, rate, paced }: Pick<Trial, 'site' | 'fault'> & { readonly rate: number; readonly paced: Paced },
  { seed }: Budget,
): Trial {
  const { operation, inputs } = seen;
  const { input, calls } = inputs[0]!;
  const id = idOf(seen, site, fault);
  const sent = paced.warmUp + paced.looks.at(-1)!;
  const traffic: Traffic = { rate, before: 0, during: Math.ceil((sent * 1000) / rate), after: 0, outages: [], paced };
  const planned: PlannedCase = {
    case: { id: `${id}#1`, operation, seed: hash(seed, id, 0), input, schedule: [], traffic },
    healthyCalls: calls,
    waits: true,
  };
  return { id, operation, site, fault, cases: [planned] };
}

/** Some of the messy requests that must be served, of as many kinds as there are turns. */
function messyRequests(contract: Contract, seen: Learnt, { seed }: Budget): MessyRequest[] {
  const served = messTrials(contract, seen, { seed, places: 1 }, []).flatMap(({ fault: kind, cases }) =>
    cases
      .filter(({ case: { mess } }) => mess?.owes === 'served' && isContent(mess.pointer) && !mess.request.sending)
      .slice(0, 1)
      .flatMap(({ case: { mess } }) => {
        const { body, method, target, headers } = mess!.request;
        if (body && body.length > messyLength) return [];
        return [{ kind, method, target, headers, ...(body ? { body } : {}) }];
      }),
  );
  return spread(served, messyMost);
}
