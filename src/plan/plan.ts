import type { Contract, Dependency } from '../contract/contract.ts';
import type { Fault, Recurrence } from '../fault/fault.ts';
import { faults } from '../fault/index.ts';
import type { Reply } from '../fault/reply.ts';
import type { Site } from '../fault/site.ts';
import { allMesses } from '../mess/index.ts';
import type { MessProfile } from '../mess/profile.ts';
import { faultsOf, protocolNamed, proxiedNamed } from '../protocol/index.ts';
import { hash } from '../schema/seed.ts';
import { atOnceTrial } from './at-once-trial.ts';
import { latencyTrials } from './latency-trials.ts';
import { messTrials } from './mess-trials.ts';
import { mixedId, mixedTrials } from './mixed-trials.ts';
import { outageTrials } from './outage-trials.ts';
import { paramValues } from './param-values.ts';
import { boundsOf, type Profile, profileName } from './profile.ts';
import { type PlannedScenarios, scenarioTrials } from './scenario-trials.ts';
import { type Selection, selection } from './selection.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

export interface Plan {
  readonly seed: number;
  /** Its name. */
  readonly profile: string;
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
  readonly scenarios?: PlannedScenarios;
}

// Of many equal calls in a row, the first ones and the last tell what there is to tell.
const sitesPerOperation = 3;

/**
 * Every call site that was seen × every fault that fits × {first, every}, every mess kind that fits, some of both in
 * one case, outages under traffic, and what takes time; then the scenarios. Pure: the same contract, trace and options
 * give the same trials.
 */
export function plan(
  contract: Contract,
  learnt: readonly Learnt[],
  replies: ReadonlyMap<string, Reply>,
  options: PlanOptions,
): Plan {
  const omitted: Omission[] = [];
  const { seed, profile, scenarios } = options;
  const selected = selection(options.only);
  const trials = scenarios?.only ? [] : systematic(contract, learnt, replies, { ...options, selected }, omitted);
  if (scenarios)
    trials.push(
      ...scenarioTrials(
        contract,
        { learnt, replies, pooled: options.pooled },
        scenarios,
        { ...options, ...boundsOf(profile) },
        omitted,
      ),
    );
  return {
    seed,
    profile: profileName(profile),
    trials: trials.filter(({ id }) => selected(id)),
    omitted,
    uncalled: uncalled(contract, learnt),
  };
}

function systematic(
  contract: Contract,
  learnt: readonly Learnt[],
  replies: ReadonlyMap<string, Reply>,
  options: PlanOptions & { readonly selected: Selection },
  omitted: Omission[],
): Trial[] {
  const { seed, profile, selected } = options;
  const { places, mixed: count, waiting, outages, latency } = boundsOf(profile);
  const trials = learnt.flatMap((seen) => {
    const faults = faultTrials(contract, seen, replies, options, omitted);
    // Any messy request may be served while a fault strikes.
    const mixing = faults.some((fault) => allMesses.some(({ mess }) => selected(mixedId(fault, mess.name))));
    const wanted: Selection = (id) => mixing || selected(id);
    const messes = messTrials(contract, seen, { ...options, places, wanted }, omitted);
    const mixed = mixedTrials(faults, messes, { seed, count, waiting });
    const atOnce = atOnceTrial(contract, seen, seed, omitted);
    return [healthyTrial(seen, options), ...atOnce, ...faults, ...messes, ...mixed];
  });
  return [
    ...trials,
    ...outageTrials(contract, learnt, { seed, outages }, omitted),
    ...latencyTrials(contract, learnt, { seed, latency, wanted: selected }, omitted),
  ];
}

function uncalled({ upstream, downstream }: Contract, learnt: readonly Learnt[]): string[] {
  const called = learnt.flatMap((l) => l.inputs.flatMap(({ calls }) => Object.keys(calls)));
  const expected = (name: string) =>
    Object.values(upstream).some(({ uses }) => uses === undefined || uses.includes(name));
  return Object.keys(downstream).filter((name) => expected(name) && !called.some((key) => key.startsWith(`${name}.`)));
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
    const key = `${where.dependency}.${where.operation}`;
    const reply = replies.get(`${key}@${where.call}`) ?? replies.get(key);
    if (!reply) return [];
    const protocol = proxiedNamed(dependency.protocol) ?? protocolNamed(dependency.protocol);
    const error = (status: number) => protocolNamed(dependency.protocol).error(status, { nonce: '0' });
    const pooled = options.pooled?.has(`${where.dependency}.${where.operation}`) ?? false;
    const site: Site = { dependency, operation: where.operation, reply, error, deadline, pooled };
    return faultsOf(protocol).flatMap((fault) => {
      if (isElsewhere(fault, where, dependency)) return [];
      const unfit = fault.unfit(site);
      if (unfit !== undefined) {
        omitted.push({ what: `${seen.operation}/${where.name}/${fault.name}`, because: unfit });
        return [];
      }
      return fault.recurs.map((recurs) => faultTrial(seen, where, site, fault, recurs, options));
    });
  });
}

/** Nothing is left out where a layer is not there at all, or where all connections met the fault at an earlier call. */
function isElsewhere(fault: Fault, { call }: CallSite, { tls }: Dependency): boolean {
  const ofTls = (faults.tls as readonly Fault[]).includes(fault);
  return (ofTls && !tls) || (fault.bar !== undefined && !fault.reuses && call > 1);
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
  const cases = paramValues(fault, site, boundsOf(profile), hash(seed, id)).map((params, i): PlannedCase => {
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
