import type { Contract } from '../contract/contract.ts';
import type { Beside, Outage, Traffic } from '../observation/traffic.ts';
import { shapeNamed, shapes } from '../outage/index.ts';
import { type Shape, shapeValues } from '../outage/outage.ts';
import { proxiedNamed } from '../protocol/index.ts';
import { hash } from '../schema/seed.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

/** Which outages are tried: none, one for each dependency, or all shapes with several faults. */
export type Outages = 'none' | 'down' | 'all';

// Requests a second: enough to tell a share from chance, few enough for a small machine.
export const usualTraffic = { rate: 30, before: 1000, during: 1500 } as const;
const besideRate = 10;
/** Traffic goes on for so long after the component must be well again. */
const watched = 1000;
/** Where outages are only a part of a run, a component that may take longer to recover is not waited for. */
const longestWait = 5000;
const mostTrials = 6;

interface Budget {
  readonly seed: number;
  readonly outages: Outages;
}

/** Traffic for one operation while a dependency that it uses is out, for each such dependency and each shape. */
export function outageTrials(
  contract: Contract,
  learnt: readonly Learnt[],
  { seed, outages }: Budget,
  omitted: Omission[],
): Trial[] {
  if (outages === 'none') return [];
  const tried = outages === 'all' ? shapes : shapes.filter(({ whole }) => whole);
  const all = learnt.flatMap((seen) =>
    simulatedOf(contract, seen, omitted).flatMap((dependency) =>
      tried.flatMap((shape) => outageTrial(contract, learnt, { seen, dependency, shape }, seed)),
    ),
  );
  return outages === 'all' ? all : fewOf(contract, all, omitted);
}

/** One case each, of as many as a run has the time for. */
function fewOf({ downstream }: Contract, all: readonly Trial[], omitted: Omission[]): Trial[] {
  const fit = all.filter(({ site }) => downstream[site]!.recoversWithin <= longestWait);
  for (const { id } of all.filter((trial) => !fit.includes(trial)))
    omitted.push({ what: id, because: 'its dependency may take long to recover: the profile thorough waits for it' });
  if (fit.length > mostTrials)
    omitted.push({
      what: `${fit.length - mostTrials} of ${fit.length} outages under traffic`,
      because: `${mostTrials} are tried; the profile thorough tries them all`,
    });
  return fit.slice(0, mostTrials).map((trial) => ({ ...trial, cases: trial.cases.slice(0, 1) }));
}

interface Subject {
  readonly seen: Learnt;
  readonly dependency: string;
  readonly shape: Shape;
}

function outageTrial(contract: Contract, learnt: readonly Learnt[], subject: Subject, seed: number): Trial[] {
  const { seen, dependency, shape } = subject;
  const { operation } = seen;
  const { input, calls } = seen.inputs.find((one) => callsOf(one.calls, dependency) > 0)!;
  const id = `${operation}/${dependency}/${shape.name}/outage`;
  const cases = outagesOf(contract, subject, calls).map((outages, i): PlannedCase => {
    const traffic = trafficWith(contract, learnt, { operation, calls, outages });
    return {
      case: { id: `${id}#${i + 1}`, operation, seed: hash(seed, id, i), input, schedule: [], traffic },
      healthyCalls: calls,
      waits: true,
    };
  });
  return cases.length > 0 ? [{ id, operation, site: dependency, fault: shape.name, cases }] : [];
}

type Calls = Learnt['inputs'][number]['calls'];

/** Traffic for an operation, of whose requests each makes `calls`, that goes on until all must be well again. */
export function trafficWith(
  contract: Contract,
  learnt: readonly Learnt[],
  about: { readonly operation: string; readonly calls: Calls; readonly outages: readonly Outage[] },
  times: Pick<Traffic, 'rate' | 'before' | 'during'> = usualTraffic,
): Traffic {
  const { operation, calls, outages } = about;
  const after = afterwards(contract, outages, calls, times);
  return { ...times, after, outages, beside: besides(contract, learnt, operation, outages) };
}

export const callsOf = (calls: Calls, dependency: string) =>
  Object.entries(calls).reduce((sum, [site, n]) => sum + (site.startsWith(`${dependency}.`) ? n : 0), 0);

/** The dependencies that an operation was seen to call. */
export const usedBy = ({ downstream }: Contract, { inputs }: Learnt) =>
  Object.keys(downstream).filter((name) => inputs.some(({ calls }) => callsOf(calls, name) > 0));

/** Those of them that can be out. */
function simulatedOf(contract: Contract, seen: Learnt, omitted: Omission[]): string[] {
  const used = usedBy(contract, seen);
  for (const name of used.filter((one) => isReal(contract, one)))
    omitted.push({ what: `${seen.operation}/${name}: outages under traffic`, because: 'it is a real server' });
  return used.filter((name) => !isReal(contract, name));
}

/** Real servers stay up: what stands before them fails by call alone. */
export const isReal = ({ downstream }: Contract, dependency: string) =>
  proxiedNamed(downstream[dependency]!.protocol) !== undefined;

/** The outages of each case of a trial. */
function outagesOf(contract: Contract, { seen, dependency, shape }: Subject, calls: Calls): Outage[][] {
  const others = usedBy(contract, seen).filter((name) => name !== dependency && !isReal(contract, name));
  if (shape.spreads && others.length === 0) return [];
  const row = shape.spreads ? [dependency, ...others] : [dependency];
  return faultsOf(shape).map((fault) =>
    row.map((of, place) => ({
      dependency: of,
      shape: shape.name,
      shapeParams: shapeValues(shape, shape.tried(usualTraffic.rate * callsOf(calls, of), place)),
      ...fault,
    })),
  );
}

/** The faults that a shape is tried with: one that keeps callers waiting, one that is quick, one that nobody sees coming. */
function faultsOf({ does, limits, whole, spreads }: Shape): Pick<Outage, 'fault' | 'faultParams'>[] {
  if (does === 'delays') return [{}];
  const quick = { fault: 'server-error', faultParams: { status: 503 } };
  if (limits)
    return [
      { fault: 'rate-limited', faultParams: { advice: 'none' } },
      { fault: 'unavailable-for-now', faultParams: { seconds: '1' } },
    ];
  const silent = { fault: 'silence', faultParams: {} };
  if (spreads) return [silent];
  if (whole) return [silent, { fault: 'refused', faultParams: {} }, quick];
  return [quick, { fault: 'reset-before-reply', faultParams: {} }];
}

/** How long traffic goes on after the time that the outages are meant to last. */
function afterwards(
  { downstream }: Contract,
  outages: readonly Outage[],
  calls: Calls,
  { rate, during }: Pick<Traffic, 'rate' | 'during'>,
): number {
  const until = outages.map(({ dependency, shape, shapeParams }) => {
    const over = shapeNamed(shape).over(shapeParams, during, rate * callsOf(calls, dependency));
    return over - during + downstream[dependency]!.recoversWithin;
  });
  return Math.ceil(Math.max(...until)) + watched;
}

/** The operations that do not need what is out: they must not be affected. */
function besides(
  contract: Contract,
  learnt: readonly Learnt[],
  operation: string,
  outages: readonly Outage[],
): Beside[] {
  const out = outages.map(({ dependency }) => dependency);
  return learnt
    .filter((other) => other.operation !== operation)
    .filter((other) => {
      const used = [...usedBy(contract, other), ...(contract.upstream[other.operation]!.uses ?? [])];
      return !used.some((name) => out.includes(name));
    })
    .map(({ operation: name, inputs: [first] }) => ({
      operation: name,
      rate: besideRate,
      input: first!.input,
      healthyCalls: first!.calls,
    }));
}
