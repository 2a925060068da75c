import { areKnown } from '../check/in-traffic.ts';
import type { Contract, Launch } from '../contract/contract.ts';
import { type Comparison, compare as compareTimes } from '../latency/comparison.ts';
import { judgedOf } from '../latency/gates.ts';
import { spent } from '../latency/spent.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';
import { comparedCase } from '../plan/compared-case.ts';
import type { Learnt } from '../plan/trial.ts';
import { Heartbeat } from '../rig/clock.ts';
import { LaunchError } from '../rig/component/launch.ts';
import { Rig } from '../rig/rig.ts';
import { learn } from './learn.ts';
import { recogniser } from './recogniser.ts';

/** A version of a component: how it is started, and in which folder. */
export interface Version {
  readonly launch: Launch;
  readonly project: string;
}

export interface Versions {
  readonly base: Version;
  readonly head: Version;
}

export interface CompareOptions {
  readonly seed: number;
  /** Requests to each version, for each operation. */
  readonly samples: number;
  readonly signal?: AbortSignal;
}

/** What came of one operation. */
export interface Compared {
  readonly operation: string;
  /** Undefined: nothing can be said. */
  readonly comparison?: Comparison;
  readonly because?: string;
  /** Requests to each version that count. */
  readonly samples: { readonly base: number; readonly head: number };
  /** Whether the time of dependencies is known, and left out. */
  readonly alone: boolean;
}

/** So many requests to one version, then as many to the other: what the machine does meanwhile it does to both. */
const inTurn = 10;
const bearable = 10;
const mostDiscarded = 0.2;

/** Asks two versions in turns, on one machine at one time. Throws `LaunchError` where one of them is not well. */
export async function compare(contract: Contract, versions: Versions, options: CompareOptions): Promise<Compared[]> {
  using heartbeat = new Heartbeat();
  const { signal } = options;
  const open = ({ launch, project }: Version) =>
    Rig.open(
      { ...contract, project, component: { ...contract.component, launch } },
      { recognise: recogniser, heartbeat, ...(signal ? { signal } : {}) },
    );
  await using base = await open(versions.base);
  await using head = await open(versions.head);
  const seen = await watched(base, options);
  await watched(head, options);
  const compared: Compared[] = [];
  for (const one of seen) {
    if (signal?.aborted) break;
    compared.push(await compareOne({ base, head }, one, options));
  }
  return compared;
}

async function watched(rig: Rig, { seed, signal }: CompareOptions): Promise<readonly Learnt[]> {
  const learnt = await learn(rig, rig.contract, { seed, profile: 'quick' }, signal);
  if ('why' in learnt) throw new LaunchError(learnt.detail, learnt.output ?? '');
  return learnt.seen;
}

async function compareOne(
  rigs: { readonly base: Rig; readonly head: Rig },
  seen: Learnt,
  { seed, samples, signal }: CompareOptions,
): Promise<Compared> {
  const drawn = { base: [] as Drawn[], head: [] as Drawn[] };
  const blocks = Math.ceil(samples / inTurn);
  for (let n = 0; n < blocks && !signal?.aborted; n++) {
    // Who comes first changes, so that being first is of no use.
    for (const side of n % 2 === 0 ? (['base', 'head'] as const) : (['head', 'base'] as const)) {
      const { case: played, healthyCalls } = comparedCase(rigs[side].contract, seen, { seed, n, count: inTurn });
      const observation = await rigs[side].play(played, healthyCalls);
      if (!rigs[side].steady) await rigs[side].relaunch();
      drawn[side].push(...timesOf(observation));
    }
  }
  return said(seen.operation, drawn, seed);
}

/** One request of a version. */
interface Drawn {
  readonly request: SeenRequest;
  /** Which calls it made is known. */
  readonly known: boolean;
}

function timesOf({ case: { traffic }, ...seen }: Observation): Drawn[] {
  const known = areKnown(seen.traffic!.attribution);
  return judgedOf(traffic!.paced!, seen.traffic!).map((request) => ({ request, known }));
}

function said(
  operation: string,
  drawn: { readonly base: readonly Drawn[]; readonly head: readonly Drawn[] },
  seed: number,
): Compared {
  const all = [...drawn.base, ...drawn.head];
  const alone = all.every(({ known }) => known);
  const [base, head] = [drawn.base, drawn.head].map((side) =>
    side.filter(({ request }) => request.lag <= bearable),
  ) as [Drawn[], Drawn[]];
  const samples = { base: base.length, head: head.length };
  const about = { operation, samples, alone };
  const lost = all.length - base.length - head.length;
  if (lost > mostDiscarded * all.length)
    return { ...about, because: `the harness itself was held up in ${lost} of ${all.length} requests` };
  const failed = [...base, ...head].find(({ request }) => !request.ok);
  if (failed)
    return { ...about, because: `a request was answered with \`${failed.request.answer}\`, and not with \`ok\`` };
  const times = (side: readonly Drawn[]) =>
    Float64Array.from(side, ({ request }) => (alone ? spent(request).added : request.took));
  return { ...about, comparison: compareTimes(times(base), times(head), seed) };
}
