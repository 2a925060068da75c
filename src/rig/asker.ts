import type { Contract, Operation } from '../contract/contract.ts';
import type {
  Answered,
  Call,
  Case,
  Delivered,
  Internals,
  Observation,
  SentRequest,
} from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { type Heartbeat, now, sleep, wallTime } from './clock.ts';
import type { CpuWaits } from './component/cpu-wait.ts';
import { LaunchError, type Launched, launch, type ModuleHost } from './component/launch.ts';
import type { ComponentProcess } from './component/process.ts';
import { awaitDelivered, deliveredOf, isUndone, notLong, owedBy, SentKeys } from './deliveries.ts';
import { composeClean, sent } from './driver/compose.ts';
import { type Connection, KeptConnection } from './driver/connection.ts';
import { deliver } from './driver/deliver.ts';
import { formatsOf } from './driver/incoming.ts';
import { keysOfAll } from './driver/own-key.ts';
import { isSuccess, type ToSend } from './driver/request.ts';
import type { Recognise } from './recognise.ts';
import { addressesOf, openStandIns, type StandIn } from './stand-in.ts';

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
  /** Where a component that is a module is started; default: in a process of its own. */
  readonly host?: ModuleHost;
}

/** After the answer, calls may still come: quiet for so many milliseconds means that none will. */
export const quietFor = 15;
const quietAtMost = 1000;

/** Waiting for an answer goes on beyond the deadline, so that "late" and "never" can be told apart. */
export const patienceFor = ({ budget: { deadline } }: Operation): number => deadline * 1.1 + 250;

/** One launched component and what stands in for its dependencies: sends it requests, and sees what they cause. */
export class Asker implements AsyncDisposable {
  readonly contract: Contract;
  readonly simulators: readonly StandIn[];
  readonly options: RigOptions;
  #launched: Launched;
  #connection: Connection;
  #sentKeys: SentKeys;
  #sent = 0;
  /** Where the component can call nobody, nothing is waited for after its answers. */
  hasty = false;

  private constructor(contract: Contract, simulators: readonly StandIn[], launched: Launched, options: RigOptions) {
    this.contract = contract;
    this.simulators = simulators;
    this.options = options;
    this.#launched = launched;
    this.#connection = connectionTo(launched);
    this.#sentKeys = new SentKeys(Object.values(contract.upstream));
  }

  /** Opens the simulators, then the component. Throws `LaunchError`, with nothing left running. */
  static async open(contract: Contract, options: RigOptions): Promise<Asker> {
    const simulators = await openStandIns(contract);
    try {
      const launched = await launch(contract, addressesOf(simulators), options);
      return new Asker(contract, simulators, launched, options);
    } catch (error) {
      await Promise.all(simulators.map((s) => s[Symbol.asyncDispose]()));
      throw error;
    }
  }

  /** Starts the component anew; the simulators stay. A component that runs without our doing is left alone. */
  async relaunch(): Promise<void> {
    this.#connection.drop();
    const ours = this.#launched.process ?? this.#launched.hosted;
    if (!ours) return;
    await ours[Symbol.asyncDispose]();
    this.#launched = await launch(this.contract, addressesOf(this.simulators), this.options);
    this.#connection = connectionTo(this.#launched);
    this.#sentKeys = new SentKeys(Object.values(this.contract.upstream));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.drop();
    await (this.#launched.process ?? this.#launched.hosted)?.[Symbol.asyncDispose]();
    await Promise.all(this.simulators.map((s) => s[Symbol.asyncDispose]()));
  }

  /** Undefined where the component runs without our doing. */
  get process(): ComponentProcess | undefined {
    return this.#launched.process;
  }

  /** The connection that rows share. */
  get connection(): Connection {
    return this.#connection;
  }

  /** The component has ended. */
  get dead(): boolean {
    return this.#launched.process?.exit !== undefined;
  }

  /** The run is being ended. */
  get ending(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** What the component wrote since a time. */
  outputSince(time: number): string {
    return this.#launched.process?.output.since(time) ?? '';
  }

  /**
   * Sends one healthy request, and tells what came and which calls it made. `deliver`: it is only well when what it should
   * have had done later is done.
   */
  async probe(played: Case, { deliver = false }: { readonly deliver?: boolean } = {}): Promise<Probed> {
    return await this.ask(
      played,
      composeClean(this.contract.upstream[played.operation]!, played, this.own(played)),
      deliver,
    );
  }

  /** Sends a request while nothing fails. */
  async ask(played: Case, request: ToSend, deliver = false): Promise<Probed> {
    const operation = this.contract.upstream[played.operation]!;
    for (const s of this.simulators) await s.begin({ seed: played.seed, schedule: [] });
    const started = wallTime();
    const origin = now();
    const answer = await this.send(operation, request, origin);
    const at = now();
    await this.quiet();
    const { ok, name } = this.options.recognise(operation, answer);
    const owed = ok ? owedBy(operation, request, at) : [];
    await awaitDelivered(this.delivering, deliver ? owed : notLong(owed));
    const calls = await this.endCase(origin, keysOfAll(operation, [request]));
    const undone = deliver ? deliveredOf(owed, calls, { origin, started }).filter(isUndone) : [];
    return { answer, calls, request: sent(request), well: ok && undone.length === 0, name, at, undone };
  }

  /** Where keys of a request come from that no other one has. */
  own({ seed, id }: Case): number {
    return hash(seed, id, ++this.#sent);
  }

  get delivering() {
    return { simulators: this.simulators, over: () => this.dead || this.ending };
  }

  /** Sends the same request once more. */
  async again(operation: Operation, request: ToSend, origin: number): Promise<NonNullable<Observation['again']>> {
    const began = now() - origin;
    return { request: sent(request), answer: await this.send(operation, request, origin), began };
  }

  send(operation: Operation, request: ToSend, origin: number): Promise<Answered> {
    const { signal } = this.options;
    const { server, origin: address } = this.#launched;
    const options = {
      patience: patienceFor(operation),
      origin,
      formatOf: formatsOf(operation),
      called: () => this.simulators.some((s) => s.called),
      ...(signal ? { signal } : {}),
    };
    return server ? server.deliver(request, options) : deliver(address, request, options);
  }

  /** `keys`: those of the requests of the case. */
  async endCase(origin: number, keys: readonly string[]): Promise<Call[]> {
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

  /** Waits until no more calls come. */
  async quiet(): Promise<void> {
    if (this.hasty && this.simulators.length === 0) return;
    const began = now();
    while (now() - began < quietAtMost) {
      const last = Math.max(began, ...this.simulators.map((s) => s.active));
      const rest = last + quietFor - now();
      if (rest <= 0) return;
      await sleep(rest);
      // If the harness was held up meanwhile, calls wait to be read: a turn to accept them, a turn to read them.
      for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
    }
  }

  /** The dependencies that refuse connections now: each was tried. */
  async refused(): Promise<string[]> {
    const shut = this.simulators.filter((s) => s.shut);
    const verified = await Promise.all(shut.map((s) => s.refuses()));
    return shut.filter((_, i) => verified[i]).map((s) => s.dependency.name);
  }

  async isReady({ budget }: Operation): Promise<boolean> {
    const { origin, ready, server } = this.#launched;
    const patience = Math.max(budget.deadline, 2000);
    if (server) return (await server.ready({ patience })).kind === 'response';
    return isSuccess(
      await deliver(origin, { method: ready.method, target: ready.path, headers: [], body: undefined }, { patience }),
    );
  }

  cpuWaits(): CpuWaits {
    return this.#launched.process?.cpuWaits() ?? new Map();
  }

  exit(): { code: number | null; signal: string | null } | undefined {
    const exit = this.#launched.process?.exit;
    return exit && { code: exit.code, signal: exit.signal };
  }

  internals(): Internals {
    return {
      secrets: this.#launched.secrets,
      addresses: this.simulators.map((s) => `127.0.0.1:${s.port}`),
      folder: this.contract.project,
    };
  }
}

const connectionTo = ({ server, origin }: Launched): Connection => server?.connection ?? new KeptConnection(origin);
