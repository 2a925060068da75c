import fc from 'fast-check';
import picomatch from 'picomatch';
import type { Contract } from '../contract/contract.ts';
import type { Fault, ParamValues, Recurrence } from '../fault/fault.ts';
import type { Reply } from '../fault/reply.ts';
import type { Site } from '../fault/site.ts';
import type { MessProfile } from '../mess/profile.ts';
import { faultsOf, protocolNamed, proxiedNamed } from '../protocol/index.ts';
import { hash } from '../schema/seed.ts';
import { atOnceTrial } from './at-once-trial.ts';
import { messTrials } from './mess-trials.ts';
import { mixedTrials } from './mixed-trials.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

/** How much a run tries: for a pull request, a merge, a night. */
export const profiles = {
  quick: { corners: 1, drawn: 0, inputs: 1, places: 1, mixed: 6, pairs: 0, triples: 0 },
  standard: { corners: Infinity, drawn: 0, inputs: 3, places: 4, mixed: 20, pairs: 120, triples: 0 },
  thorough: { corners: Infinity, drawn: 5, inputs: 10, places: 12, mixed: Infinity, pairs: Infinity, triples: 60 },
} as const;
export type Profile = keyof typeof profiles;

export interface Plan {
  readonly seed: number;
  readonly profile: Profile;
  readonly trials: readonly Trial[];
  readonly omitted: readonly Omission[];
  /** Dependencies that no healthy request calls, though no operation says so with `uses`: nothing is known of them. */
  readonly uncalled: readonly string[];
}

export interface PlanOptions {
  readonly seed: number;
  readonly profile: Profile;
  /** Globs over `<operation>/<dependency>/<fault>`; empty: all. */
  readonly only: readonly string[];
  /** The calls for which the component uses a connection again: `dependency.operation`. */
  readonly pooled?: ReadonlySet<string>;
  /** The traffic that the mess is to resemble. */
  readonly messProfile?: MessProfile;
}

// Of many equal calls in a row, the first ones and the last tell what there is to tell.
const sitesPerOperation = 3;

/**
 * Every call site that was seen × every fault that fits × {first, every}, every mess kind that fits, and some of both in
 * one case. Pure: the same contract, trace and options
 * give the same trials.
 */
export function plan(
  contract: Contract,
  learnt: readonly Learnt[],
  replies: ReadonlyMap<string, Reply>,
  options: PlanOptions,
): Plan {
  const omitted: Omission[] = [...unjudged(contract)];
  const { seed, profile } = options;
  const { places, mixed: count } = profiles[profile];
  const trials = learnt.flatMap((seen) => {
    const faults = faultTrials(contract, seen, replies, options, omitted);
    const messes = messTrials(contract, seen, { ...options, places }, omitted);
    const mixed = mixedTrials(faults, messes, { seed, count, waiting: profile === 'thorough' });
    const atOnce = atOnceTrial(contract, seen, seed, omitted);
    return [healthyTrial(seen, options), ...atOnce, ...faults, ...messes, ...mixed];
  });
  return {
    seed,
    profile,
    trials: trials.filter((trial) => isSelected(trial, options.only)),
    omitted,
    uncalled: uncalled(contract, learnt),
  };
}

/** Whether one of some globs matches a trial; no globs match all. */
export function isSelected({ id }: Trial, only: readonly string[]): boolean {
  return only.length === 0 || only.some((glob) => picomatch.isMatch(id, [glob, `${glob}/**`]));
}

function uncalled({ upstream, downstream }: Contract, learnt: readonly Learnt[]): string[] {
  const called = learnt.flatMap((l) => l.inputs.flatMap(({ calls }) => Object.keys(calls)));
  const expected = (name: string) =>
    Object.values(upstream).some(({ uses }) => uses === undefined || uses.includes(name));
  return Object.keys(downstream).filter((name) => expected(name) && !called.some((key) => key.startsWith(`${name}.`)));
}

function* unjudged(contract: Contract): Generator<Omission> {
  for (const { name, budget } of Object.values(contract.upstream)) {
    if (budget.latency)
      yield { what: `${name}: budget.latency`, because: 'percentiles are not judged by this version; the deadline is' };
  }
}

function healthyTrial({ operation, inputs }: Learnt, { seed }: PlanOptions): Trial {
  const id = `${operation}/none/healthy`;
  const cases = inputs.map(({ input, calls }, i) => ({
    case: { id: `${id}#${i + 1}`, operation, seed: hash(seed, id, i), input, schedule: [] },
    healthyCalls: calls,
    waits: false,
  }));
  return { id, operation, site: 'none', fault: 'healthy', cases };
}

interface CallSite {
  readonly dependency: string;
  readonly operation: string;
  readonly call: number;
  readonly name: string;
}

function callSites(contract: Contract, { operation, inputs }: Learnt, omitted: Omission[]): CallSite[] {
  const most = new Map<string, number>();
  for (const { calls } of inputs)
    for (const [key, n] of Object.entries(calls)) most.set(key, Math.max(n, most.get(key) ?? 0));
  for (const name of contract.upstream[operation]!.uses ?? Object.keys(contract.downstream)) {
    if (![...most.keys()].some((key) => key.startsWith(`${name}.`)))
      omitted.push({ what: `${operation}: faults of \`${name}\``, because: 'no healthy request calls it' });
  }
  return [...most]
    .filter(([key]) => !key.endsWith('.?'))
    .flatMap(([key, count]) => {
      const dependency = Object.keys(contract.downstream).find((d) => key.startsWith(`${d}.`))!;
      const name = key.slice(dependency.length + 1);
      const shown = Object.keys(contract.downstream[dependency]!.operations).length > 1 ? key : dependency;
      const calls = count <= sitesPerOperation ? Array.from({ length: count }, (_, i) => i + 1) : [1, 2, count];
      if (count > sitesPerOperation)
        omitted.push({
          what: `${operation}/${shown}: calls 3 to ${count - 1}`,
          because: `of ${count} calls in one request the first two and the last are tried`,
        });
      return calls.map((call) => ({
        dependency,
        operation: name,
        call,
        name: call === 1 ? shown : `${shown}@${call}`,
      }));
    });
}

function faultTrials(
  contract: Contract,
  seen: Learnt,
  replies: ReadonlyMap<string, Reply>,
  options: PlanOptions,
  omitted: Omission[],
): Trial[] {
  const { deadline } = contract.upstream[seen.operation]!.budget;
  return callSites(contract, seen, omitted).flatMap((where) => {
    const dependency = contract.downstream[where.dependency]!;
    const reply = replies.get(`${where.dependency}.${where.operation}`);
    if (!reply) return [];
    const protocol = proxiedNamed(dependency.protocol) ?? protocolNamed(dependency.protocol);
    const error = (status: number) => protocolNamed(dependency.protocol).error(status, { nonce: '0' });
    const pooled = options.pooled?.has(`${where.dependency}.${where.operation}`) ?? false;
    const site: Site = { dependency, operation: where.operation, reply, error, deadline, pooled };
    return faultsOf(protocol).flatMap((fault) => {
      const unfit = fault.unfit(site);
      if (unfit !== undefined) {
        omitted.push({ what: `${seen.operation}/${where.name}/${fault.name}`, because: unfit });
        return [];
      }
      return fault.recurs.map((recurs) => faultTrial(seen, where, site, fault, recurs, options));
    });
  });
}

function faultTrial(
  seen: Learnt,
  where: CallSite,
  site: Site,
  fault: Fault,
  recurs: Recurrence,
  { seed, profile }: PlanOptions,
): Trial {
  const id = `${seen.operation}/${where.name}/${fault.name}/${recurs}`;
  const fitting = seen.inputs.filter(
    ({ calls }) => (calls[`${where.dependency}.${where.operation}`] ?? 0) >= where.call,
  );
  const cases = paramValues(fault, site, profile, hash(seed, id)).map((params, i): PlannedCase => {
    const own = hash(seed, id, i);
    const { input, calls } = fitting[(own >>> 0) % fitting.length]!;
    const scheduled = {
      dependency: where.dependency,
      operation: where.operation,
      call: where.call,
      recurs,
      fault: fault.name,
      params,
    };
    return {
      case: { id: `${id}#${i + 1}`, operation: seen.operation, seed: own, input, schedule: [scheduled] },
      healthyCalls: calls,
      waits: fault.waits,
    };
  });
  return { id, operation: seen.operation, site: where.name, fault: fault.name, cases };
}

/** The parameters of a fault's cases: every corner of every parameter at least once, then drawn ones. */
function paramValues(fault: Fault, site: Site, profile: Profile, seed: number): ParamValues[] {
  const { corners, drawn } = profiles[profile];
  const names = Object.keys(fault.params);
  const each = names.map((name) => fault.params[name]!.corners(site));
  const rows = Math.min(corners, Math.max(1, ...each.map((c) => c.length)));
  const fixed = Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(names.map((name, n) => [name, each[n]![i % each[n]!.length]!])),
  );
  if (names.length === 0) return fixed;
  const all = fc.record(Object.fromEntries(names.map((name) => [name, fault.params[name]!.arbitrary])));
  return [...fixed, ...fc.sample(all, { seed, numRuns: drawn })];
}
