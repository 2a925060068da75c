import type { Contract } from '../../../contract/contract.ts';
import { duration } from '../../../contract/units.ts';
import type { Call, Case } from '../../../observation/observation.ts';
import { Asker } from '../../../rig/asker.ts';
import { Heartbeat, now, sleep } from '../../../rig/clock.ts';
import type { Order } from '../../../rig/control/order.ts';
import { StandingFaults, scheduled } from '../../../rig/control/standing-faults.ts';
import { recogniser } from '../../../run/recogniser.ts';
import { healthyRequests } from '../healthy-requests.ts';

// Pacts are verified the same way each time.
const seed = 1;
const recoversAtLeast = 1000;

/** A launched component whose dependencies fail as the provider states of one interaction say, and are well afterwards. */
export class PactStage implements AsyncDisposable {
  readonly #asker: Asker;
  readonly #heartbeat: Heartbeat;
  readonly #contract: Contract;
  readonly #faults: StandingFaults;
  /** What the contract promises and the component did not keep, besides what the pacts want: sentences. */
  readonly broken: string[] = [];
  /** Why some of what was seen says nothing: sentences. */
  readonly unclear: string[] = [];
  #given: string[] = [];
  /** A clean request of each operation. */
  readonly #probes: Case[] = [];

  private constructor(contract: Contract, asker: Asker, heartbeat: Heartbeat) {
    this.#contract = contract;
    this.#asker = asker;
    this.#heartbeat = heartbeat;
    this.#faults = new StandingFaults(contract, seed);
  }

  /** Throws `LaunchError` where the component does not start, or is not well with nothing wrong. */
  static async open(contract: Contract, signal: AbortSignal): Promise<PactStage> {
    const heartbeat = new Heartbeat();
    try {
      const asker = await Asker.open(contract, { recognise: recogniser, heartbeat, signal });
      const stage = new PactStage(contract, asker, heartbeat);
      try {
        for (const operation of Object.values(contract.upstream)) {
          const [first] = await healthyRequests(asker, operation);
          if (first) stage.#probes.push(first.played);
        }
        return stage;
      } catch (error) {
        await stage[Symbol.asyncDispose]();
        throw error;
      }
    } catch (error) {
      heartbeat[Symbol.dispose]();
      throw error;
    }
  }

  get origin(): string {
    return this.#asker.origin;
  }

  get ended(): { readonly output: string } | undefined {
    return this.#asker.exit() && { output: this.#asker.outputSince(0) };
  }

  async begin(): Promise<void> {
    this.#given = [];
    await this.#beginAll();
  }

  /** `order`: undefined where the state has nothing fail. */
  async set(state: string, order: Order | undefined): Promise<void> {
    if (!order) return;
    this.#given.push(state);
    this.#faults.add(order);
    if (!order.fault.bar) return;
    await this.#endAll();
    await this.#beginAll();
  }

  /** All is well again, and the component as well as before. */
  async end(): Promise<void> {
    this.#faults.remove(() => true);
    await this.#endAll();
    if (this.#given.length === 0) return;
    const given = this.#given.map((state) => `"${state}"`).join(' and ');
    for (const probe of this.#probes) {
      const late = await this.#recovered(probe);
      if (late)
        this.broken.push(
          `After ${given}, \`${probe.operation}\` was not \`ok\` again within ${late}: what came later may have failed for that.`,
        );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#asker[Symbol.asyncDispose]();
    this.#heartbeat[Symbol.dispose]();
  }

  /** Undefined once a request is `ok`; else how long it was waited for. */
  async #recovered(probe: Case): Promise<string | undefined> {
    const within = Math.max(recoversAtLeast, ...Object.values(this.#contract.downstream).map((d) => d.recoversWithin));
    const began = now();
    for (let pause = 5; !this.#asker.dead && !this.#asker.ending; pause = Math.min(pause * 2, 200)) {
      const { well } = await this.#asker.probe(probe);
      if (well) return undefined;
      if (now() - began >= within) return duration(within);
      await sleep(pause);
    }
    return undefined;
  }

  async #beginAll(): Promise<void> {
    for (const simulator of this.#asker.simulators) {
      const { name } = simulator.dependency;
      const barring = this.#faults.all.filter(({ dependency, fault }) => dependency.name === name && fault.bar);
      await simulator.begin({
        seed,
        schedule: barring.map((one) => scheduled(one)),
        byHand: {
          choose: (target) => this.#faults.choose(target),
          told: (call) => this.#tell(call),
          met: () => {},
        },
      });
    }
  }

  async #endAll(): Promise<void> {
    for (const simulator of this.#asker.simulators) await simulator.end();
  }

  #tell({ dependency, fault }: Call): void {
    if (fault?.undelivered !== undefined)
      this.unclear.push(
        `Given ${this.#given.map((one) => `"${one}"`).join(' and ')}, \`${dependency}\` could not fail so: ${fault.undelivered}.`,
      );
  }
}
