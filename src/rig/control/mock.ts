import type { Contract } from '../../contract/contract.ts';
import type { Target } from '../../fault/site.ts';
import type { Call, MetConnection, ScheduledFault } from '../../observation/observation.ts';
import type { Outage } from '../../observation/traffic.ts';
import { faultNamed } from '../../protocol/index.ts';
import { now, sleep } from '../clock.ts';
import { addressesOf, openStandIns, type StandIn } from '../stand-in.ts';
import { type Order, orderOf, type Wanted } from './order.ts';
import { Stage, type Staged } from './staged.ts';
import { type StandingFault, StandingFaults, scheduled } from './standing-faults.ts';

interface Listener {
  /** A call is over. */
  onCall(call: Call): void;
  /** A connection that met a fault is over, and nothing was asked on it. */
  onMet(connection: MetConnection): void;
  /** A fault stands from now on, or does not any more. */
  onFault(standing: StandingFault, now: 'set' | 'cleared' | 'over'): void;
  /** An outage of a scenario begins, or was meant to be over. */
  onOutage?(outage: Outage, now: 'begins' | 'is over'): void;
}

/** The stand-ins of all dependencies of a contract, healthy until somebody wants a fault. */
export class Mock implements AsyncDisposable {
  readonly contract: Contract;
  readonly standIns: readonly StandIn[];
  readonly #seed: number;
  readonly #listener: Listener;
  readonly #faults: StandingFaults;
  readonly #stage: Stage | undefined;
  readonly #over = new AbortController();
  /** Changes are made one after the other. */
  #changed: Promise<unknown> = Promise.resolve();

  private constructor(
    contract: Contract,
    standIns: readonly StandIn[],
    { seed, listener, staged }: { readonly seed: number; readonly listener: Listener; readonly staged?: Staged },
  ) {
    this.contract = contract;
    this.standIns = standIns;
    this.#seed = seed;
    this.#listener = listener;
    this.#faults = new StandingFaults(contract, seed);
    const deadline = Math.max(...Object.values(contract.upstream).map(({ budget }) => budget.deadline));
    const onBegin = (began: number) => void this.#playOutages(staged!, began);
    this.#stage = staged && new Stage(staged, { seed, deadline, onBegin });
  }

  /**
   * `staged`: what fails by itself; what somebody sets comes before it. Throws `LaunchError` where a port is taken or a real
   * server is not there.
   */
  static async open(contract: Contract, seed: number, listener: Listener, staged?: Staged): Promise<Mock> {
    const mock = new Mock(contract, await openStandIns(contract), { seed, listener, ...(staged ? { staged } : {}) });
    for (const standIn of mock.standIns) await mock.#begin(standIn);
    for (const barred of staged?.barred ?? []) await mock.set(barred);
    return mock;
  }

  /** Dependency → where it is found. */
  get addresses(): ReturnType<typeof addressesOf> {
    return addressesOf(this.standIns);
  }

  get faults(): readonly StandingFault[] {
    return this.#faults.all;
  }

  /** Lets a fault stand; a text says why that cannot be. */
  async set(wanted: Wanted): Promise<StandingFault | string> {
    const order = orderOf(this.contract, wanted, (name) => this.#standIn(name).replies);
    if (typeof order === 'string') return order;
    return await this.#change(async () => {
      const standing = this.#faults.add(order);
      if (order.fault.bar) await this.#again(order);
      this.#listener.onFault(standing, 'set');
      if (standing.until !== undefined) void this.#endLater(standing);
      return standing;
    });
  }

  /** Ends the faults of a dependency, or all; what they still hold is dropped. */
  async clear(dependency?: string): Promise<readonly StandingFault[]> {
    return await this.#end((one) => dependency === undefined || one.dependency.name === dependency, 'cleared');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#changed;
    await Promise.all(this.standIns.map((s) => s[Symbol.asyncDispose]()));
  }

  /** Tells of the outages as they come and go, and closes doors for those whose connections are refused. */
  async #playOutages({ outages, during }: Staged, began: number): Promise<void> {
    if (outages.length === 0) return;
    const { signal } = this.#over;
    await sleep(began - now(), signal);
    if (signal.aborted) return;
    for (const outage of outages) {
      this.#listener.onOutage?.(outage, 'begins');
      const { dependency, fault } = outage;
      if (fault !== undefined && faultNamed(fault).bar) await this.set({ dependency, fault, for: during });
    }
    await sleep(began + during - now(), signal);
    if (signal.aborted) return;
    for (const outage of outages) this.#listener.onOutage?.(outage, 'is over');
  }

  async #endLater({ id, until }: StandingFault): Promise<void> {
    await sleep(until! - now(), this.#over.signal);
    if (!this.#over.signal.aborted) await this.#end((one) => one.id === id, 'over');
  }

  async #end(which: (one: StandingFault) => boolean, how: 'cleared' | 'over'): Promise<readonly StandingFault[]> {
    return await this.#change(async () => {
      const gone = this.#faults.remove(which);
      for (const dependency of new Set(gone.map((one) => one.dependency))) await this.#again({ dependency });
      for (const one of gone) this.#listener.onFault(one, how);
      return gone;
    });
  }

  async #change<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changed.then(change);
    this.#changed = done.catch(() => {});
    return await done;
  }

  async #again({ dependency }: Pick<Order, 'dependency'>): Promise<void> {
    const standIn = this.#standIn(dependency.name);
    await standIn.end();
    await this.#begin(standIn);
  }

  async #begin(standIn: StandIn): Promise<void> {
    const { name } = standIn.dependency;
    const barring = this.#faults.all.filter(({ dependency, fault }) => dependency.name === name && fault.bar);
    await standIn.begin({
      seed: this.#seed,
      schedule: barring.map((one) => scheduled(one)),
      byHand: {
        choose: (target) => this.#chosen(target),
        told: (call) => this.#listener.onCall(call),
        met: (connection) => this.#listener.onMet(connection),
      },
    });
  }

  #chosen(target: Target): ScheduledFault | undefined {
    const staged = this.#stage?.choose(target);
    return this.#faults.choose(target) ?? staged;
  }

  #standIn(name: string): StandIn {
    return this.standIns.find((s) => s.dependency.name === name)!;
  }
}
