import type { Contract, Operation } from '../contract/contract.ts';
import type { Reply } from '../fault/reply.ts';
import type { Answered, Case, Distribution, Observation } from '../observation/observation.ts';
import { faultNamed } from '../protocol/index.ts';
import { Asker, type Probed, patienceFor, quietFor, type RigOptions } from './asker.ts';
import { now, sleep, wallTime } from './clock.ts';
import { waitedSince } from './component/cpu-wait.ts';
import { awaitDelivered, deliveredOf, endFaults, isUndone, notLong, type Owed, owedBy } from './deliveries.ts';
import { DescriptorLooks } from './descriptor-looks.ts';
import { compose, composeClean, composeOthers, sent } from './driver/compose.ts';
import type { Connection } from './driver/connection.ts';
import { measureInFlow } from './driver/overhead.ts';
import { keysOfAll } from './driver/own-key.ts';
import type { ToSend } from './driver/request.ts';
import { playPaced } from './paced-case.ts';
import { playRow, type Row } from './row.ts';
import { metConnections, type StandIn } from './stand-in.ts';
import { asUsual, countCalls, type HealthyCalls, recover, sitesOf, warmUp } from './steady.ts';
import { playTraffic } from './traffic-case.ts';

const alonesAtMost = 5;
// Every process waits a little now and then.
const noticeable = 1;
// A process whose connections are closed is about to end, or never will.
const endingAtMost = 100;
// What is released a little later is no leak.
const betweenLooks = 200;
// What the harness itself takes is told by so many requests that it was not held up in. Where it takes longer than
// `ownAtMost` milliseconds, the machine was busy: before the next case it is measured again.
const ownSamples = 50;
const ownAtMost = 10;
const measuredAtMost = 3;

/** One launched component with its own set of simulated dependencies. Plays one case at a time. */
export class Rig implements AsyncDisposable {
  readonly #asker: Asker;
  readonly #clean = new Set<string>();
  /** Healthy requests were `ok` since the component was started, and after the last case. */
  #steady = false;
  #ownTimes: Distribution | undefined;

  private constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Opens the simulators, then the component. Throws `LaunchError`, with nothing left running. */
  static async open(contract: Contract, options: RigOptions): Promise<Rig> {
    return new Rig(await Asker.open(contract, options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#asker[Symbol.asyncDispose]();
  }

  get contract(): Contract {
    return this.#asker.contract;
  }

  get simulators(): readonly StandIn[] {
    return this.#asker.simulators;
  }

  /** Starts the component anew; the simulators stay. A component that runs without our doing is left alone. */
  async relaunch(): Promise<void> {
    this.#steady = false;
    await this.#asker.relaunch();
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
    return this.#asker.dead;
  }

  /** The connection that rows share: since when it is open, and whether its answers are known to be in step. */
  get connection(): Pick<Connection, 'opened' | 'outOfStep'> {
    return this.#asker.connection;
  }

  get output(): string {
    return this.#asker.outputSince(0);
  }

  /**
   * Sends one healthy request, and tells what came and which calls it made. `deliver`: it is only well when what it should
   * have had done later is done.
   */
  async probe(played: Case, options: { readonly deliver?: boolean } = {}): Promise<Probed> {
    return await this.#asker.probe(played, options);
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
    const asker = this.#asker;
    const { heartbeat } = asker.options;
    asker.hasty = hasty;
    const operation = this.contract.upstream[planned.operation]!;
    const fresh = () => compose(operation, planned, asker.own(planned));
    if (!this.#steady && (planned.schedule.length > 0 || planned.mess || planned.atOnce)) await this.#warmUp(planned);
    if (planned.schedule.some(({ fault }) => faultNamed(fault).reuses))
      await asker.ask(planned, composeClean(operation, planned, asker.own(planned)));
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
    const waits = asker.cpuWaits();
    const started = wallTime();
    const origin = now();
    const others = composeOthers(operation, played);
    const [[answer, ...besides], again] = await Promise.all([
      Promise.all([request, ...others].map((one) => asker.send(operation, one, origin))) as Promise<
        [Answered, ...Answered[]]
      >,
      request.sending?.again === 'at once' ? asker.again(operation, request, origin) : undefined,
    ]);
    const repeated = request.sending?.again === 'afterwards' ? await asker.again(operation, request, origin) : again;
    if (answer.kind === 'none' && answer.why === 'left') await sleep(request.sending?.watched ?? 0);
    const lag = heartbeat.worstSince(origin);
    const lagInAll = heartbeat.totalSince(origin);
    const starved = waitedSince(waits, asker.cpuWaits());
    await this.#settle(operation, answer, origin, usual);
    const refused = await asker.refused();
    const all = [request, ...others];
    const owed = await this.#outlast(operation, played, all, [answer, ...besides], origin);
    const calls = await asker.endCase(origin, keysOfAll(operation, all));
    const delivered = owed[0] && deliveredOf(owed[0], calls, { origin, started });
    const met = metConnections(this.simulators, origin);
    const exit = this.#asker.exit();
    const aftermath = exit ? { exit, waited: 0 } : await recover(asker, played, healthyCalls);
    // A request that was never answered is still alive inside of the component: what it does would spoil the next case.
    asker.hasty = false;
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
        output: asker.outputSince(origin),
        ...(refused.length > 0 ? { refused } : {}),
      },
      healthyCalls: usual,
      lag,
      lagInAll,
      ...(starved >= noticeable ? { starved } : {}),
      internals: this.#asker.internals(),
    };
  }

  /**
   * Plays cases without faults one right after the other, where the component can call nobody. See `Row` for what may
   * count. The rig is `steady` then if all is well; else it needs `relaunch`.
   */
  async playRow(cases: readonly Case[]): Promise<Row> {
    const asker = this.#asker;
    asker.hasty = true;
    if (!this.#steady) await this.#warmUp(cases[0]!);
    asker.hasty = false;
    const { heartbeat, recognise, signal } = asker.options;
    const row = await playRow(
      {
        contract: this.contract,
        connection: asker.connection,
        heartbeat,
        internals: this.#asker.internals(),
        signal,
        recognise,
        patience: patienceFor,
        exit: () => asker.exit(),
        ending: async () => {
          const { process } = asker;
          if (process) await Promise.race([process.exited, sleep(endingAtMost)]);
        },
        output: (since) => asker.outputSince(since),
        clean: this.#clean,
      },
      cases,
    );
    this.#steady = row.well;
    return row;
  }

  async #playTraffic(planned: Case, healthyCalls: HealthyCalls): Promise<Observation> {
    const asker = this.#asker;
    if (!this.#steady) await this.#warmUp(planned);
    const began = now();
    const { heartbeat, recognise, signal } = asker.options;
    const stage = {
      contract: this.contract,
      simulators: this.simulators,
      heartbeat,
      recognise,
      signal,
      send: (of: Operation, request: ToSend, origin: number) => asker.send(of, request, origin),
      quiet: () => asker.quiet(),
      endCase: (origin: number, keys: readonly string[]) => asker.endCase(origin, keys),
      over: () => asker.dead || asker.ending,
      cpuWaits: () => asker.cpuWaits(),
      look: (moment: Parameters<DescriptorLooks['take']>[0]) => looks.take(moment),
    };
    const looks = new DescriptorLooks(asker.process, this.simulators);
    const seen = planned.traffic!.paced
      ? await playPaced(stage, planned, await this.#ownTime())
      : await playTraffic(stage, planned, healthyCalls);
    const exit = this.#asker.exit();
    const aftermath = exit ? { exit, waited: 0 } : await recover(asker, planned, healthyCalls);
    if (planned.traffic!.outages.length > 0) {
      looks.take('after');
      await sleep(betweenLooks, signal);
      looks.take('later');
    }
    this.#steady =
      aftermath.recovered !== undefined &&
      seen.traffic.requests.every(({ answer, delivered }) => answer !== 'no answer' && !delivered?.some(isUndone));
    const output = asker.outputSince(began);
    const traffic = { ...seen.traffic, ...looks.seen() };
    return {
      case: planned,
      ...seen,
      traffic,
      aftermath: { ...aftermath, output },
      healthyCalls,
      internals: this.#asker.internals(),
    };
  }

  /** What the harness itself takes for requests that come at their times: measured once, if the machine had time then. */
  async #ownTime(): Promise<Distribution> {
    const { heartbeat, signal } = this.#asker.options;
    for (let n = 1; n <= measuredAtMost && !isTold(this.#ownTimes); n++)
      this.#ownTimes = await measureInFlow(heartbeat, signal);
    return this.#ownTimes!;
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
      const accepted = answer.kind === 'response' && this.#asker.options.recognise(operation, answer).ok;
      return accepted ? owedBy(operation, request, origin + answer.ended) : [];
    });
    if (owed.flat().length === 0) return owed;
    const healed = await endFaults(this.#asker.delivering, owed.flat(), schedule);
    const since = schedule.length > 0 ? healed : 0;
    const possible = owed.map((all) => all.map((one) => ({ ...one, possible: Math.max(one.possible, since) })));
    // What a messy request should cause is not known.
    const unknown = mess && schedule.length === 0;
    await awaitDelivered(this.#asker.delivering, unknown ? notLong(possible.flat()) : possible.flat());
    await this.#asker.quiet();
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
      const { well, calls } = await this.#asker.ask(planned, request());
      if (!well || n === alonesAtMost || asUsual(calls, last)) return { well, calls: countCalls(calls) };
      last = countCalls(calls);
    }
  }

  async #warmUp(played: Case): Promise<void> {
    await warmUp(this.#asker, played);
    this.#steady = true;
  }

  /** Waits until no more calls come; for effects that an `ok` has promised, until the deadline. */
  async #settle(operation: Operation, answer: Answered, origin: number, healthyCalls: HealthyCalls): Promise<void> {
    await this.#asker.quiet();
    if (answer.kind !== 'response' || !this.#asker.options.recognise(operation, answer).ok) return;
    const later = sitesOf(operation);
    const promised = this.simulators.flatMap((s) =>
      s.dependency.effects
        .filter((name) => {
          const site = `${s.dependency.name}.${name}`;
          return (healthyCalls[site] ?? 0) > 0 && !later.has(site);
        })
        .map((name) => () => s.acknowledged(name)),
    );
    while (
      !promised.every((is) => is()) &&
      now() - origin < operation.budget.deadline &&
      !this.dead &&
      !this.#asker.ending
    )
      await sleep(quietFor);
  }
}

const isTold = (own: Distribution | undefined): boolean =>
  own !== undefined && own.samples >= ownSamples && own.p99 <= ownAtMost;
