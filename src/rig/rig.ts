import type { Contract, Operation } from '../contract/contract.ts';
import type { Reply } from '../fault/reply.ts';
import type {
  Aftermath,
  Answered,
  Call,
  Case,
  Internals,
  Observation,
  SentRequest,
} from '../observation/observation.ts';
import { faultNamed } from '../protocol/index.ts';
import { type Heartbeat, now, sleep, wallTime } from './clock.ts';
import { LaunchError, type Launched, launch } from './component/launch.ts';
import { compose, composeClean, composeOthers, sent } from './driver/compose.ts';
import { KeptConnection } from './driver/connection.ts';
import { deliver } from './driver/deliver.ts';
import type { ToSend } from './driver/request.ts';
import type { Recognise } from './recognise.ts';
import { playRow, type Row } from './row.ts';
import { openStandIns, type StandIn } from './stand-in.ts';
import { playTraffic } from './traffic-case.ts';

/** `dependency.operation` → calls of one healthy request. */
export type HealthyCalls = Observation['healthyCalls'];

export interface RigOptions {
  readonly recognise: Recognise;
  readonly heartbeat: Heartbeat;
  /** Ends what is under way; what is then observed means nothing. */
  readonly signal?: AbortSignal;
}

// After the answer, calls may still come: quiet for this long means that none will.
const quiet = 15;
const quietAtMost = 1000;
const strayAtMost = 500;
// One healthy request that fails may be the machine's doing.
const probesAtLeast = 2;
const alonesAtMost = 5;
const steadyWithin = 5000;
// Where the harness is held up for longer than `trouble` at a time, the machine has no time for the component either.
const trouble = 50;
const steadyInTrouble = 30_000;
// A component that a busy machine let down while it started gets another chance.
const startsAtMost = 2;
// A process whose connections are closed is about to end, or never will.
const endingAtMost = 100;
// Waiting for an answer goes on beyond the deadline, so that "late" and "never" can be told apart.
const patienceBeyondDeadline = (deadline: number) => deadline * 1.1 + 250;

/** One launched component with its own set of simulated dependencies. Plays one case at a time. */
export class Rig implements AsyncDisposable {
  readonly contract: Contract;
  readonly simulators: readonly StandIn[];
  readonly #options: RigOptions;
  #launched: Launched;
  #connection: KeptConnection;
  readonly #clean = new Set<string>();
  /** Healthy requests were `ok` since the component was started, and after the last case. */
  #steady = false;
  #hasty = false;

  private constructor(contract: Contract, simulators: readonly StandIn[], launched: Launched, options: RigOptions) {
    this.contract = contract;
    this.simulators = simulators;
    this.#launched = launched;
    this.#connection = new KeptConnection(launched.origin);
    this.#options = options;
  }

  /** Opens the simulators, then the component. Throws `LaunchError`, with nothing left running. */
  static async open(contract: Contract, options: RigOptions): Promise<Rig> {
    const simulators = await openStandIns(contract);
    try {
      const launched = await launch(contract, Object.fromEntries(simulators.map((s) => [s.dependency.name, s.url])));
      return new Rig(contract, simulators, launched, options);
    } catch (error) {
      await Promise.all(simulators.map((s) => s[Symbol.asyncDispose]()));
      throw error;
    }
  }

  /** Starts the component anew; the simulators stay. A component that runs without our doing is left alone. */
  async relaunch(): Promise<void> {
    this.#steady = false;
    this.#connection.drop();
    if (!this.#launched.process) return;
    await this.#launched.process[Symbol.asyncDispose]();
    this.#launched = await launch(
      this.contract,
      Object.fromEntries(this.simulators.map((s) => [s.dependency.name, s.url])),
    );
    this.#connection = new KeptConnection(this.#launched.origin);
  }

  /** Replies that the simulators gave so far: `dependency.operation` → that of its first call, with `@2` of its second. */
  replies(): ReadonlyMap<string, Reply> {
    return new Map(
      this.simulators.flatMap((s) =>
        [...s.replies].map(([operation, reply]) => [`${s.dependency.name}.${operation}`, reply] as const),
      ),
    );
  }

  /** The calls for which the component used a connection again: `dependency.operation`. */
  pooled(): ReadonlySet<string> {
    return new Set(
      this.simulators.flatMap((s) => [...s.pooled].map((operation) => `${s.dependency.name}.${operation}`)),
    );
  }

  /** What a simulator was asked for and cannot simulate. */
  unsupported(): string | undefined {
    return this.simulators.map((s) => s.unsupported && `\`${s.dependency.name}\`: ${s.unsupported}`).find(Boolean);
  }

  /** The next case may be played: the component is well, and nothing of an earlier case is under way. */
  get steady(): boolean {
    return this.#steady;
  }

  /** The component has ended. */
  get dead(): boolean {
    return this.#launched.process?.exit !== undefined;
  }

  /** The connection that rows share: since when it is open, and whether its answers are known to be in step. */
  get connection(): Pick<KeptConnection, 'opened' | 'outOfStep'> {
    return this.#connection;
  }

  get output(): string {
    return this.#launched.process?.output.since(0) ?? '';
  }

  /**
   * Plays one case to its end: healthy requests until the component is steady, the request under its schedule, then
   * healthy requests until it is well again. The rig is ready for the next case if it is `steady` then; else it needs
   * `relaunch`. Throws `LaunchError` if a component that was just started is not well with nothing wrong.
   *
   * What a messy request causes when nothing fails is known only by watching it: before faults strike it, it is sent
   * without them. Where it is not served, or never meets them, it is played alone, and the observation says so.
   *
   * `hasty`: where the component can call nobody, nothing is waited for after its answers. What it does late, such as to
   * end, is then seen only while a later case is played.
   */
  async play(
    planned: Case,
    healthyCalls: HealthyCalls,
    { hasty = false }: { readonly hasty?: boolean } = {},
  ): Promise<Observation> {
    if (planned.traffic) return await this.#playTraffic(planned, healthyCalls);
    this.#hasty = hasty;
    const operation = this.contract.upstream[planned.operation]!;
    const request = compose(operation, planned);
    if (!this.#steady && (planned.schedule.length > 0 || planned.mess || planned.atOnce)) await this.#warmUp(planned);
    if (planned.schedule.some(({ fault }) => faultNamed(fault).reuses))
      await this.#ask(planned, composeClean(operation, planned));
    const mixed = planned.mess && planned.schedule.length > 0 && planned.mess.owes !== 'open';
    const alone = mixed ? await this.#alone(planned, request, healthyCalls) : undefined;
    const usual = alone?.calls ?? healthyCalls;
    const meets = planned.schedule.some(
      ({ dependency, operation: name, call }) => (usual[`${dependency}.${name}`] ?? 0) >= call,
    );
    const played = alone && !(alone.well && meets) ? { ...planned, schedule: [] } : planned;
    for (const s of this.simulators) {
      await s.begin({ seed: played.seed, schedule: played.schedule.filter((f) => f.dependency === s.dependency.name) });
    }
    const started = wallTime();
    const origin = now();
    const others = composeOthers(operation, played);
    const [[answer, ...besides], again] = await Promise.all([
      Promise.all([request, ...others].map((one) => this.#send(operation, one, origin))) as Promise<
        [Answered, ...Answered[]]
      >,
      request.sending?.again === 'at once' ? this.#again(operation, request, origin) : undefined,
    ]);
    const repeated = request.sending?.again === 'afterwards' ? await this.#again(operation, request, origin) : again;
    if (answer.kind === 'none' && answer.why === 'left') await sleep(request.sending?.watched ?? 0);
    const lag = this.#options.heartbeat.worstSince(origin);
    const lagInAll = this.#options.heartbeat.totalSince(origin);
    await this.#settle(operation, answer, origin, usual);
    const refused = await this.#refused();
    const calls = await this.#endCase(origin);
    const exit = this.#exit();
    const aftermath = exit ? { exit, waited: 0 } : await this.#recover(played, operation, healthyCalls);
    // A request that was never answered is still alive inside of the component: what it does would spoil the next case.
    this.#hasty = false;
    this.#steady = aftermath.recovered !== undefined && !(answer.kind === 'none' && answer.why === 'timeout');
    return {
      case: played,
      started,
      request: sent(request),
      answer,
      ...(repeated ? { again: repeated } : {}),
      ...(played.atOnce ? { atOnce: others.map((one, i) => ({ request: sent(one), answer: besides[i]! })) } : {}),
      calls,
      aftermath: {
        ...aftermath,
        output: this.#launched.process?.output.since(origin) ?? '',
        ...(refused.length > 0 ? { refused } : {}),
      },
      healthyCalls: usual,
      lag,
      lagInAll,
      internals: this.#internals(),
    };
  }

  /**
   * Plays cases without faults one right after the other, where the component can call nobody. See `Row` for what may
   * count. The rig is `steady` then if all is well; else it needs `relaunch`.
   */
  async playRow(cases: readonly Case[]): Promise<Row> {
    this.#hasty = true;
    if (!this.#steady) await this.#warmUp(cases[0]!);
    this.#hasty = false;
    const { heartbeat, recognise, signal } = this.#options;
    const row = await playRow(
      {
        contract: this.contract,
        connection: this.#connection,
        heartbeat,
        internals: this.#internals(),
        signal,
        recognise,
        patience: ({ budget }) => patienceBeyondDeadline(budget.deadline),
        exit: () => this.#exit(),
        ending: async () => {
          const { process } = this.#launched;
          if (process) await Promise.race([process.exited, sleep(endingAtMost)]);
        },
        output: (since) => this.#launched.process?.output.since(since) ?? '',
        clean: this.#clean,
      },
      cases,
    );
    this.#steady = row.well;
    return row;
  }

  async #playTraffic(planned: Case, healthyCalls: HealthyCalls): Promise<Observation> {
    const operation = this.contract.upstream[planned.operation]!;
    if (!this.#steady) await this.#warmUp(planned);
    const began = now();
    const { heartbeat, recognise, signal } = this.#options;
    const stage = {
      contract: this.contract,
      simulators: this.simulators,
      heartbeat,
      recognise,
      signal,
      send: (of: Operation, request: ToSend, origin: number) => this.#send(of, request, origin),
      quiet: () => this.#quiet(),
      endCase: (origin: number) => this.#endCase(origin),
    };
    const seen = await playTraffic(stage, planned, healthyCalls);
    const exit = this.#exit();
    const aftermath = exit ? { exit, waited: 0 } : await this.#recover(planned, operation, healthyCalls);
    this.#steady =
      aftermath.recovered !== undefined && seen.traffic.requests.every(({ answer }) => answer !== 'no answer');
    const output = this.#launched.process?.output.since(began) ?? '';
    return { case: planned, ...seen, aftermath: { ...aftermath, output }, healthyCalls, internals: this.#internals() };
  }

  /** Sends one healthy request, and tells what came and which calls it made. */
  async probe(
    played: Case,
  ): Promise<{ answer: Answered; calls: readonly Call[]; request: SentRequest; well: boolean; name: string }> {
    return await this.#ask(played, composeClean(this.contract.upstream[played.operation]!, played));
  }

  /** Sends a request while nothing fails. */
  async #ask(played: Case, request: ToSend): ReturnType<Rig['probe']> {
    const operation = this.contract.upstream[played.operation]!;
    for (const s of this.simulators) await s.begin({ seed: played.seed, schedule: [] });
    const origin = now();
    const answer = await this.#send(operation, request, origin);
    await this.#quiet();
    const calls = await this.#endCase(origin);
    const { ok, name } = this.#options.recognise(operation, answer);
    return { answer, calls, request: sent(request), well: ok, name };
  }

  /**
   * What a messy request causes while nothing fails: the same as a clean one, or what is seen twice in a row. A busy
   * machine may make a component repeat a call at any time.
   */
  async #alone(
    planned: Case,
    request: ToSend,
    healthyCalls: HealthyCalls,
  ): Promise<{ well: boolean; calls: HealthyCalls }> {
    let last = healthyCalls;
    for (let n = 1; ; n++) {
      const { well, calls } = await this.#ask(planned, request);
      if (!well || n === alonesAtMost || asUsual(calls, last)) return { well, calls: countCalls(calls) };
      last = countCalls(calls);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.drop();
    await this.#launched.process?.[Symbol.asyncDispose]();
    await Promise.all(this.simulators.map((s) => s[Symbol.asyncDispose]()));
  }

  /** Sends the same request once more. */
  async #again(operation: Operation, request: ToSend, origin: number): Promise<NonNullable<Observation['again']>> {
    const began = now() - origin;
    return { request: sent(request), answer: await this.#send(operation, request, origin), began };
  }

  #send({ budget }: Operation, request: ToSend, origin: number): Promise<Answered> {
    const { signal } = this.#options;
    return deliver(this.#launched.origin, request, {
      patience: patienceBeyondDeadline(budget.deadline),
      origin,
      called: () => this.simulators.some((s) => s.called),
      ...(signal ? { signal } : {}),
    });
  }

  /** The run is being ended. */
  get #ending(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  async #endCase(origin: number): Promise<Call[]> {
    const calls = (await Promise.all(this.simulators.map((s) => s.end()))).flat();
    const lost = this.simulators.find((s) => s.gone !== undefined);
    if (lost)
      throw new LaunchError(
        `The real server of \`${lost.dependency.name}\` went away while the component was tried: ${lost.gone}. See to it that it stays.`,
      );
    return calls
      .map((c) => ({ ...c, began: c.began - origin, reply: { ...c.reply, ended: c.reply.ended - origin } }))
      .sort((a, b) => a.began - b.began);
  }

  /** A component that was just started loads and connects on its first requests: they are not part of any case. */
  async #warmUp(played: Case): Promise<void> {
    for (let start = 1; ; start++) {
      const unwell = await this.#unwell(played);
      if (unwell === undefined) break;
      if (start === startsAtMost)
        throw new LaunchError(
          `Started anew, the component answers \`${played.operation}\` with \`${unwell}\`, with nothing wrong.`,
          this.output,
        );
      await this.relaunch();
    }
    this.#steady = true;
  }

  /** Sends healthy requests until two in a row are well. The answer is what the last one got if that takes too long. */
  async #unwell(played: Case): Promise<string | undefined> {
    const began = now();
    for (let inARow = 0, pause = 5; inARow < 2; pause = Math.min(pause * 2, 200)) {
      const { well, name } = await this.probe(played);
      inARow = well ? inARow + 1 : 0;
      if (this.#ending || this.#exit()) return undefined;
      if (well) continue;
      const patience = this.#options.heartbeat.worstSince(began) > trouble ? steadyInTrouble : steadyWithin;
      if (now() - began > patience) return name;
      await sleep(pause);
    }
    return undefined;
  }

  /** Waits until no more calls come; for effects that an `ok` has promised, until the deadline. */
  async #settle(operation: Operation, answer: Answered, origin: number, healthyCalls: HealthyCalls): Promise<void> {
    await this.#quiet();
    if (answer.kind !== 'response' || !this.#options.recognise(operation, answer).ok) return;
    const promised = this.simulators.flatMap((s) =>
      Object.values(s.dependency.operations)
        .filter((o) => o.effect === 'once' && (healthyCalls[`${s.dependency.name}.${o.name}`] ?? 0) > 0)
        .map((o) => () => s.acknowledged(o.name)),
    );
    while (!promised.every((is) => is()) && now() - origin < operation.budget.deadline && !this.dead && !this.#ending)
      await sleep(quiet);
  }

  async #quiet(): Promise<void> {
    if (this.#hasty && this.simulators.length === 0) return;
    const began = now();
    while (now() - began < quietAtMost) {
      const last = Math.max(began, ...this.simulators.map((s) => s.active));
      const rest = last + quiet - now();
      if (rest <= 0) return;
      await sleep(rest);
      // If the harness was held up meanwhile, calls wait to be read: a turn to accept them, a turn to read them.
      for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
    }
  }

  async #refused(): Promise<string[]> {
    const shut = this.simulators.filter((s) => s.shut);
    const verified = await Promise.all(shut.map((s) => s.refuses()));
    return shut.filter((_, i) => verified[i]).map((s) => s.dependency.name);
  }

  /** Sends healthy requests until one is `ok` and causes just the calls that it should. */
  async #recover(played: Case, operation: Operation, healthyCalls: HealthyCalls): Promise<Omit<Aftermath, 'output'>> {
    const failed = played.traffic?.outages ?? played.schedule;
    const within = Math.max(0, ...failed.map((f) => this.contract.downstream[f.dependency]!.recoversWithin)) || 1000;
    const began = now();
    let recovered: number | undefined;
    let firstProbe: string | undefined;
    let later: Answered | undefined;
    for (let pause = 5, probes = 1; ; pause = Math.min(pause * 2, 200), probes++) {
      const { well, name, calls, answer } = await this.probe(played);
      later ??= answer;
      const exit = this.#exit();
      if (exit) return { exit, waited: now() - began };
      const waited = now() - began;
      if (well) recovered ??= waited;
      else if (recovered === undefined) firstProbe ??= name;
      // Calls left over from the case may still come in between; the next case waits until they are through.
      if (recovered !== undefined && (asUsual(calls, healthyCalls) || waited > recovered + strayAtMost)) {
        return {
          recovered,
          waited,
          ...(firstProbe ? { firstProbe } : {}),
          ...(played.atOnce ? { later } : {}),
        };
      }
      if (this.#ending) return { waited };
      if (recovered === undefined && waited >= within && probes >= probesAtLeast)
        return {
          waited,
          ...(firstProbe ? { firstProbe } : {}),
          lag: this.#options.heartbeat.worstSince(began),
          ready: await this.#isReady(operation),
        };
      await sleep(pause);
    }
  }

  async #isReady({ budget }: Operation): Promise<boolean> {
    const { origin, ready } = this.#launched;
    const answer = await deliver(
      origin,
      { method: ready.method, target: ready.path, headers: [], body: undefined },
      { patience: Math.max(budget.deadline, 2000) },
    );
    return answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
  }

  #exit(): { code: number | null; signal: string | null } | undefined {
    const exit = this.#launched.process?.exit;
    return exit && { code: exit.code, signal: exit.signal };
  }

  #internals(): Internals {
    return {
      secrets: this.#launched.secrets,
      addresses: this.simulators.map((s) => `127.0.0.1:${s.port}`),
      folder: this.contract.project,
    };
  }
}

function asUsual(calls: readonly Call[], healthyCalls: HealthyCalls): boolean {
  const counts = countCalls(calls);
  const names = new Set([...Object.keys(counts), ...Object.keys(healthyCalls)]);
  return [...names].every((n) => counts[n] === healthyCalls[n]);
}

/** `dependency.operation` → number of calls. Undeclared calls count under `dependency.?`. */
export function countCalls(calls: readonly Call[]): HealthyCalls {
  const counts: Record<string, number> = {};
  for (const { dependency, operation = '?' } of calls)
    counts[`${dependency}.${operation}`] = (counts[`${dependency}.${operation}`] ?? 0) + 1;
  return counts;
}

export { LaunchError };
