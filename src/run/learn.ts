import { isDeepStrictEqual } from 'node:util';
import { nameOf } from '../check/recognise.ts';
import type { Contract, Input, Operation } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import type { Case, Observation } from '../observation/observation.ts';
import { inputsOf } from '../plan/inputs.ts';
import { boundsOf, type Profile } from '../plan/profile.ts';
import type { Learnt } from '../plan/trial.ts';
import type { Rig } from '../rig/rig.ts';
import { countCalls } from '../rig/steady.ts';
import type { Stop } from './result.ts';

// A component that was just started may be slow, or even fall over, on its very first requests.
const tries = 3;
const probesAtMost = 5;

/** Watches healthy requests: which of them are served, and which calls they cause. A `Stop` says why nothing can be learnt. */
export async function learn(
  rig: Rig,
  contract: Contract,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
  signal: AbortSignal | undefined,
): Promise<{ readonly seen: readonly Learnt[] } | Stop> {
  const seen: Learnt[] = [];
  for (const operation of Object.values(contract.upstream)) {
    const inputs: Learnt['inputs'][number][] = [];
    let failed: Observation | undefined;
    for (const [i, input] of inputsOf(operation, boundsOf(profile).inputs, seed).entries()) {
      const watched = await watch(rig, operation, input, i, seed);
      if (signal?.aborted) return { why: 'interrupted', detail: 'The run was interrupted.' };
      const unsupported = rig.unsupported();
      if (unsupported) return { why: 'unsupported', detail: `The simulator of ${unsupported}.` };
      if ('calls' in watched) inputs.push(watched);
      else failed ??= watched.failed;
    }
    if (inputs.length === 0) return notHealthy(operation, failed, rig);
    seen.push({ operation: operation.name, inputs });
  }
  return { seen };
}

async function watch(
  rig: Rig,
  operation: Operation,
  input: Input,
  i: number,
  seed: number,
): Promise<Learnt['inputs'][number] | { readonly failed: Observation }> {
  const played: Case = {
    id: `${operation.name}/none/learning#${i + 1}`,
    operation: operation.name,
    seed,
    input,
    schedule: [],
  };
  for (let n = 1; ; n++) {
    const { well, calls } = await usual(rig, played);
    if (well) return { input, calls };
    if (rig.dead) await rig.relaunch();
    if (n === tries) return { failed: await rig.play(played, calls) };
  }
}

interface Usual {
  readonly well: boolean;
  readonly calls: Observation['healthyCalls'];
  /** What it should have had done later was not done in its time. */
  readonly undone: boolean;
}

/** The calls that a clean request usually causes; undefined where it is not served. */
export async function callsOf(rig: Rig, played: Case): Promise<Observation['healthyCalls'] | undefined> {
  const { well, calls } = await usual(rig, played);
  return well ? calls : undefined;
}

/**
 * What a healthy request usually causes. The first may fill caches and pools, and a busy machine may spoil any of them:
 * it is usual what happens twice in a row.
 */
async function usual(rig: Rig, played: Case): Promise<Usual> {
  let last: Usual | undefined;
  for (let probe = 1; ; probe++) {
    const { well, calls, undone } = await rig.probe(played, { deliver: true });
    const seen = { well, calls: countCalls(calls), undone: undone.length > 0 };
    if (probe === probesAtMost || rig.dead || seen.undone || (well && isDeepStrictEqual(seen, last))) return seen;
    last = seen;
  }
}

function notHealthy(operation: Operation, failed: Observation | undefined, rig: Rig): Stop {
  return {
    why: 'not healthy',
    detail: `With nothing wrong, ${unwell(operation, failed)}.`,
    output: rig.output,
    ...(failed ? { observation: failed } : {}),
  };
}

function unwell(operation: Operation, failed: Observation | undefined): string {
  const undone = failed?.delivered?.find(({ acknowledged }) => acknowledged === undefined);
  const [delivery] = (operation.delivers ?? []).filter((d) => `${d.dependency}.${d.operation}` === undone?.effect);
  if (undone && delivery)
    return `\`${operation.name}\` is answered with \`ok\`, but no call of ${undone.effect} that carries its ${delivery.key}, ${undone.key}, is acknowledged within ${duration(delivery.within)}`;
  const name = failed ? nameOf(operation, failed.answer) : 'no answer';
  const exit = failed?.aftermath.exit;
  if (exit)
    return `\`${operation.name}\` is answered with \`${name}\`, and the process ends with ${exit.signal ?? `exit code ${exit.code}`}`;
  return `\`${operation.name}\` is answered with \`${name}\` instead of \`ok\``;
}
