import type { Operation } from '../contract/contract.ts';
import type { Aftermath, Answered, Call, Case, Observation } from '../observation/observation.ts';
import type { Asker } from './asker.ts';
import { now, sleep } from './clock.ts';
import { waitedSince } from './component/cpu-wait.ts';
import { LaunchError } from './component/launch.ts';
import { strayAtMost } from './deliveries.ts';

/** `dependency.operation` → calls of one healthy request. */
export type HealthyCalls = Observation['healthyCalls'];

// One healthy request that fails may be the machine's doing.
const probesAtLeast = 2;
const steadyWithin = 5000;
// Where the harness is held up for longer than `trouble` at a time, the machine has no time for the component either.
const trouble = 50;
const steadyInTrouble = 30_000;
// A component that a busy machine let down while it started gets another chance.
const startsAtMost = 2;

/** A component that was just started loads and connects on its first requests: they are not part of any case. */
export async function warmUp(asker: Asker, played: Case): Promise<void> {
  for (let start = 1; ; start++) {
    const unwell = await unwellOf(asker, played);
    if (unwell === undefined) break;
    if (start === startsAtMost)
      throw new LaunchError(
        `Started anew, the component answers \`${played.operation}\` with \`${unwell}\`, with nothing wrong.`,
        asker.outputSince(0),
      );
    await asker.relaunch();
  }
}

/** Sends healthy requests until two in a row are well. The answer is what the last one got if that takes too long. */
async function unwellOf(asker: Asker, played: Case): Promise<string | undefined> {
  const began = now();
  for (let inARow = 0, pause = 5; inARow < 2; pause = Math.min(pause * 2, 200)) {
    const { well, name } = await asker.probe(played);
    inARow = well ? inARow + 1 : 0;
    if (asker.ending || asker.exit()) return undefined;
    if (well) continue;
    const patience = asker.options.heartbeat.worstSince(began) > trouble ? steadyInTrouble : steadyWithin;
    if (now() - began > patience) return name;
    await sleep(pause);
  }
  return undefined;
}

/** Sends healthy requests until one is `ok` and causes just the calls that it should. */
export async function recover(
  asker: Asker,
  played: Case,
  healthyCalls: HealthyCalls,
): Promise<Omit<Aftermath, 'output'>> {
  const operation = asker.contract.upstream[played.operation]!;
  const failed = played.traffic?.outages ?? played.schedule;
  const within = Math.max(0, ...failed.map((f) => asker.contract.downstream[f.dependency]!.recoversWithin)) || 1000;
  const began = now();
  const waits = asker.cpuWaits();
  let recovered: number | undefined;
  let firstProbe: string | undefined;
  let later: Answered | undefined;
  for (let pause = 5, probes = 1; ; pause = Math.min(pause * 2, 200), probes++) {
    const { well, name, calls, answer, at } = await asker.probe(played);
    later ??= answer;
    const exit = asker.exit();
    if (exit) return { exit, waited: now() - began };
    const waited = at - began;
    if (well) recovered ??= waited;
    else if (recovered === undefined) firstProbe ??= name;
    // Calls left over from the case may still come in between; the next case waits until they are through.
    const usual = asUsual(calls, healthyCalls, sitesOf(operation));
    if (recovered !== undefined && (usual || waited > recovered + strayAtMost)) {
      return {
        recovered,
        waited,
        ...(firstProbe ? { firstProbe } : {}),
        ...(played.atOnce ? { later } : {}),
      };
    }
    if (asker.ending) return { waited };
    if (recovered === undefined && waited >= within && probes >= probesAtLeast)
      return {
        waited,
        ...(firstProbe ? { firstProbe } : {}),
        lag: asker.options.heartbeat.worstSince(began),
        starved: waitedSince(waits, asker.cpuWaits()),
        ready: await asker.isReady(operation),
      };
    await sleep(pause);
  }
}

/** `later`: what may come at any time. */
export function asUsual(
  calls: readonly Call[],
  healthyCalls: HealthyCalls,
  later: ReadonlySet<string> = new Set(),
): boolean {
  const counts = countCalls(calls);
  const names = new Set([...Object.keys(counts), ...Object.keys(healthyCalls)]);
  return [...names].every((n) => counts[n] === healthyCalls[n] || later.has(n));
}

export const sitesOf = ({ delivers = [] }: Operation): ReadonlySet<string> =>
  new Set(delivers.map(({ dependency, operation }) => `${dependency}.${operation}`));

/** `dependency.operation` → number of calls. Undeclared calls count under `dependency.?`. */
export function countCalls(calls: readonly Call[]): HealthyCalls {
  const counts: Record<string, number> = {};
  for (const { dependency, operation = '?' } of calls)
    counts[`${dependency}.${operation}`] = (counts[`${dependency}.${operation}`] ?? 0) + 1;
  return counts;
}
