import type { Contract, Operation } from '../contract/contract.ts';
import type { Reply } from '../fault/reply.ts';
import type {
  Aftermath,
  Answered,
  Call,
  Case,
  Delivered,
  Distribution,
  Internals,
  Observation,
  SentRequest,
} from '../observation/observation.ts';
import { faultNamed } from '../protocol/index.ts';
import { hash } from '../schema/seed.ts';
import { type Heartbeat, now, sleep, wallTime } from './clock.ts';
import { type CpuWaits, waitedSince } from './component/cpu-wait.ts';
import { LaunchError, type Launched, launch } from './component/launch.ts';
import { awaitDelivered, deliveredOf, endFaults, type Owed, owedBy, SentKeys } from './deliveries.ts';
import { DescriptorLooks } from './descriptor-looks.ts';
import { compose, composeClean, composeOthers, sent } from './driver/compose.ts';
import { type Connection, KeptConnection } from './driver/connection.ts';
import { deliver } from './driver/deliver.ts';
import { formatsOf } from './driver/incoming.ts';
import { measureInFlow } from './driver/overhead.ts';
import { keysOf } from './driver/own-key.ts';
import { isSuccess, type ToSend } from './driver/request.ts';
import { playPaced } from './paced-case.ts';
import type { Recognise } from './recognise.ts';
import { playRow, type Row } from './row.ts';
import { addressesOf, metConnections, openStandIns, type StandIn } from './stand-in.ts';
import { playTraffic } from './traffic-case.ts';

/** `dependency.operation` → calls of one healthy request. */
export type HealthyCalls = Observation['healthyCalls'];

/** What came of a healthy request. */
export interface Probed {
  readonly answer: Answered;
  readonly calls: readonly Call[];
  readonly request: SentRequest;
  readonly well: boolean;
  /** What the answer is called. */
  readonly name: string;
  /** When it was there, on the rig's clock. */
  readonly at: number;
  /** What it should have had done later, and was not. */
  readonly undone: readonly Delivered[];
}

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
// Every process waits a little now and then.
const noticeable = 1;
// A process whose connections are closed is about to end, or never will.
const endingAtMost = 100;
// What is released a little later is no leak.
const betweenLooks = 200;
// Waiting for an answer goes on beyond the deadline, so that "late" and "never" can be told apart.
const patienceBeyondDeadline = (deadline: number) => deadline * 1.1 + 250;

// What the harness itself takes is told by so many requests that it was not held up in.
const ownSamples = 50;
const measuredAtMost = 3;

/** One launched component with its own set of simulated dependencies. Plays one case at a time. */
export class Rig implements AsyncDisposable {
  readonly contract: Contract;
  readonly simulators: readonly StandIn[];
  readonly #options: RigOptions;
  #launched: Launched;
  #connection: Connection;
  readonly #clean = new Set<string>();
  #sentKeys: SentKeys;
  #sent = 0;
  /** Healthy requests were `ok` since the component was started, and after the last case. */
  #steady = false;
  #hasty = false;
  #ownTimes: Distribution | undefined;

  private constructor(contract: Contract, simulators: readonly StandIn[], launched: Launched, options: RigOptions) {
    this.contract = contract;
    this.simulators = simulators;
    this.#launched = launched;
    this.#connection = connectionTo(launched);
    this.#options = options;
    this.#sentKeys = new SentKeys(Object.values(contract.upstream));
  }

  /** Opens the simulators, then the component. Throws `LaunchError`, with nothing left running. */
  static async open(contract: Contract, options: RigOptions): Promise<Rig> {
    const simulators = await openStandIns(contract);
    try {
      const launched = await launch(contract, addressesOf(simulators));
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
    this.#launched = await launch(this.contract, addressesOf(this.simulators));
    this.#connection = connectionTo(this.#launched);
    this.#sentKeys = new SentKeys(Object.values(this.contract.upstream));
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
  get connection(): Pick<Connection, 'opened' | 'outOfStep'> {
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
    const fresh = () => compose(operation, planned, this.#own(planned));
    if (!this.#steady && (planned.schedule.length > 0 || planned.mess || planned.atOnce)) await this.#warmUp(planned);
    if (planned.schedule.some(({ fault }) => faultNamed(fault).reuses))
      await this.#ask(planned, composeClean(operation, planned, this.#own(planned)));
    const mixed = planned.mess && planned.schedule.length > 0 && planned.mess.owes !== 'open';
    const alone = mixed ? await this.#alone(planned, fresh, healthyCalls) : undefined;
    const request = fresh();
    const usual = alone?.calls ?? healthyCalls;
    const meets = planned.schedule.some(
      ({ dependency, operation: name, call }) => (usual[`${dependency}.${name}`] ?? 0) >= call,
    );
    const played = alone && !(alone.well && meets) ? { ...planned, schedule: [] } : planned;
    for (const s of this.simulators) {
      await s.begin({ seed: played.seed, schedule: played.schedule.filter((f) => f.dependency === s.dependency.name) });
    }
    const waits = this.#cpuWaits();
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
    const starved = waitedSince(waits, this.#cpuWaits());
    await this.#settle(operation, answer, origin, usual);
    const refused = await this.#refused();
    const all = [request, ...others];
    const owed = await this.#outlast(operation, played, all, [answer, ...besides], origin);
    const calls = await this.#endCase(origin, keysOfAll(operation, all));
    const delivered = owed[0] && deliveredOf(owed[0], calls, { origin, started });
    const met = metConnections(this.simulators, origin);
    const exit = this.#exit();
    const aftermath = exit ? { exit, waited: 0 } : await this.#recover(played, operation, healthyCalls);
    // A request that was never answered is still alive inside of the component: what it does would spoil the next case.
    this.#hasty = false;
    const alive = answer.kind === 'none' && answer.why === 'timeout';
    const pending = delivered?.some(isUndone);
    this.#steady = aftermath.recovered !== undefined && !alive && !pending;
    return {
      case: played,
      started,
      request: sent(request),
      answer,
      ...(repeated ? { again: repeated } : {}),
      ...(played.atOnce ? { atOnce: others.map((one, i) => ({ request: sent(one), answer: besides[i]! })) } : {}),
      calls,
      ...(delivered && delivered.length > 0 ? { delivered } : {}),
      ...met,
      aftermath: {
        ...aftermath,
        output: this.#launched.process?.output.since(origin) ?? '',
        ...(refused.length > 0 ? { refused } : {}),
      },
      healthyCalls: usual,
      lag,
      lagInAll,
      ...(starved >= noticeable ? { starved } : {}),
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
      endCase: (origin: number, keys: readonly string[]) => this.#endCase(origin, keys),
      over: () => this.dead || this.#ending,
      cpuWaits: () => this.#cpuWaits(),
      look: (moment: Parameters<DescriptorLooks['take']>[0]) => looks.take(moment),
    };
    const looks = new DescriptorLooks(this.#launched.process, this.simulators);
    const seen = planned.traffic!.paced
      ? await playPaced(stage, planned, await this.#ownTime())
      : await playTraffic(stage, planned, healthyCalls);
    const exit = this.#exit();
    const aftermath = exit ? { exit, waited: 0 } : await this.#recover(planned, operation, healthyCalls);
    if (planned.traffic!.outages.length > 0) {
      looks.take('after');
      await sleep(betweenLooks, signal);
      looks.take('later');
    }
    this.#steady =
      aftermath.recovered !== undefined &&
      seen.traffic.requests.every(({ answer, delivered }) => answer !== 'no answer' && !delivered?.some(isUndone));
    const output = this.#launched.process?.output.since(began) ?? '';
    const traffic = { ...seen.traffic, ...looks.seen() };
    return {
      case: planned,
      ...seen,
      traffic,
      aftermath: { ...aftermath, output },
      healthyCalls,
      internals: this.#internals(),
    };
  }

  /** What the harness itself takes for requests that come at their times: measured once, if it was not held up then. */
  async #ownTime(): Promise<Distribution> {
    const { heartbeat, signal } = this.#options;
    for (let n = 1; n <= measuredAtMost && (this.#ownTimes?.samples ?? 0) < ownSamples; n++)
      this.#ownTimes = await measureInFlow(heartbeat, signal);
    return this.#ownTimes!;
  }

  /**
   * Sends one healthy request, and tells what came and which calls it made. `deliver`: it is only well when what it should
   * have had done later is done.
   */
  async probe(played: Case, { deliver = false }: { readonly deliver?: boolean } = {}): Promise<Probed> {
    return await this.#ask(
      played,
      composeClean(this.contract.upstream[played.operation]!, played, this.#own(played)),
      deliver,
    );
  }

  /** Sends a request while nothing fails. */
  async #ask(played: Case, request: ToSend, deliver = false): Promise<Probed> {
    const operation = this.contract.upstream[played.operation]!;
    for (const s of this.simulators) await s.begin({ seed: played.seed, schedule: [] });
    const started = wallTime();
    const origin = now();
    const answer = await this.#send(operation, request, origin);
    const at = now();
    await this.#quiet();
    const { ok, name } = this.#options.recognise(operation, answer);
    const owed = ok ? owedBy(operation, request, at) : [];
    await awaitDelivered(this.#delivering, deliver ? owed : notLong(owed));
    const calls = await this.#endCase(origin, keysOfAll(operation, [request]));
    const undone = deliver ? deliveredOf(owed, calls, { origin, started }).filter(isUndone) : [];
    return { answer, calls, request: sent(request), well: ok && undone.length === 0, name, at, undone };
  }

  /** Where keys of a request come from that no other one has. */
  #own({ seed, id }: Case): number {
    return hash(seed, id, ++this.#sent);
  }

  get #delivering() {
    return { simulators: this.simulators, over: () => this.dead || this.#ending };
  }

  /** Lets what fails come to an end, and what was accepted be done. Answers what was owed for each of the requests. */
  async #outlast(
    operation: Operation,
    { mess, schedule }: Case,
    requests: readonly ToSend[],
    answers: readonly Answered[],
    origin: number,
  ): Promise<Owed[][]> {
    const owed = requests.map((request, i) => {
      const answer = answers[i]!;
      const accepted = answer.kind === 'response' && this.#options.recognise(operation, answer).ok;
      return accepted ? owedBy(operation, request, origin + answer.ended) : [];
    });
    if (owed.flat().length === 0) return owed;
    const healed = await endFaults(this.#delivering, owed.flat(), schedule);
    const since = schedule.length > 0 ? healed : 0;
    const possible = owed.map((all) => all.map((one) => ({ ...one, possible: Math.max(one.possible, since) })));
    // What a messy request should cause is not known.
    const unknown = mess && schedule.length === 0;
    await awaitDelivered(this.#delivering, unknown ? notLong(possible.flat()) : possible.flat());
    await this.#quiet();
    return possible;
  }

  /**
   * What a messy request causes while nothing fails: the same as a clean one, or what is seen twice in a row. A busy
   * machine may make a component repeat a call at any time.
   */
  async #alone(
    planned: Case,
    request: () => ToSend,
    healthyCalls: HealthyCalls,
  ): Promise<{ well: boolean; calls: HealthyCalls }> {
    let last = healthyCalls;
    for (let n = 1; ; n++) {
      const { well, calls } = await this.#ask(planned, request());
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

  #send(operation: Operation, request: ToSend, origin: number): Promise<Answered> {
    const { signal } = this.#options;
    const { server, origin: address } = this.#launched;
    const options = {
      patience: patienceBeyondDeadline(operation.budget.deadline),
      origin,
      formatOf: formatsOf(operation),
      called: () => this.simulators.some((s) => s.called),
      ...(signal ? { signal } : {}),
    };
    return server ? server.deliver(request, options) : deliver(address, request, options);
  }

  /** The run is being ended. */
  get #ending(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  /** `keys`: those of the requests of the case. */
  async #endCase(origin: number, keys: readonly string[]): Promise<Call[]> {
    const calls = (await Promise.all(this.simulators.map((s) => s.end()))).flat();
    const lost = this.simulators.find((s) => s.gone !== undefined);
    if (lost)
      throw new LaunchError(
        `The real server of \`${lost.dependency.name}\` went away while the component was tried: ${lost.gone}. See to it that it stays.`,
      );
    return this.#sentKeys
      .withoutEarlier(calls, keys)
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
    const later = sitesOf(operation);
    const promised = this.simulators.flatMap((s) =>
      s.dependency.effects
        .filter((name) => {
          const site = `${s.dependency.name}.${name}`;
          return (healthyCalls[site] ?? 0) > 0 && !later.has(site);
        })
        .map((name) => () => s.acknowledged(name)),
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
    const waits = this.#cpuWaits();
    let recovered: number | undefined;
    let firstProbe: string | undefined;
    let later: Answered | undefined;
    for (let pause = 5, probes = 1; ; pause = Math.min(pause * 2, 200), probes++) {
      const { well, name, calls, answer, at } = await this.probe(played);
      later ??= answer;
      const exit = this.#exit();
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
      if (this.#ending) return { waited };
      if (recovered === undefined && waited >= within && probes >= probesAtLeast)
        return {
          waited,
          ...(firstProbe ? { firstProbe } : {}),
          lag: this.#options.heartbeat.worstSince(began),
          starved: waitedSince(waits, this.#cpuWaits()),
          ready: await this.#isReady(operation),
        };
      await sleep(pause);
    }
  }

  async #isReady({ budget }: Operation): Promise<boolean> {
    const { origin, ready, server } = this.#launched;
    const patience = Math.max(budget.deadline, 2000);
    if (server) return (await server.ready({ patience })).kind === 'response';
    return isSuccess(
      await deliver(origin, { method: ready.method, target: ready.path, headers: [], body: undefined }, { patience }),
    );
  }

  #cpuWaits(): CpuWaits {
    return this.#launched.process?.cpuWaits() ?? new Map();
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

const connectionTo = ({ server, origin }: Launched): Connection => server?.connection ?? new KeptConnection(origin);

/** `later`: what may come at any time. */
function asUsual(calls: readonly Call[], healthyCalls: HealthyCalls, later: ReadonlySet<string> = new Set()): boolean {
  const counts = countCalls(calls);
  const names = new Set([...Object.keys(counts), ...Object.keys(healthyCalls)]);
  return [...names].every((n) => counts[n] === healthyCalls[n] || later.has(n));
}

const sitesOf = ({ delivers = [] }: Operation): ReadonlySet<string> =>
  new Set(delivers.map(({ dependency, operation }) => `${dependency}.${operation}`));

const keysOfAll = (operation: Operation, requests: readonly ToSend[]): string[] =>
  requests.flatMap((request) => [...keysOf(operation, request).values()]);

/** What comes of a request that nobody judges by it is not waited for as long. */
const notLong = (owed: readonly Owed[]): Owed[] =>
  owed.map(({ delivery, ...one }) => ({
    ...one,
    delivery: { ...delivery, within: Math.min(delivery.within, strayAtMost) },
  }));

const isUndone = ({ key, acknowledged }: Delivered) => key !== undefined && acknowledged === undefined;

/** `dependency.operation` → number of calls. Undeclared calls count under `dependency.?`. */
export function countCalls(calls: readonly Call[]): HealthyCalls {
  const counts: Record<string, number> = {};
  for (const { dependency, operation = '?' } of calls)
    counts[`${dependency}.${operation}`] = (counts[`${dependency}.${operation}`] ?? 0) + 1;
  return counts;
}

export { LaunchError };
