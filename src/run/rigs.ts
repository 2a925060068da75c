import type { Contract } from '../contract/contract.ts';
import type { Case, Observation } from '../observation/observation.ts';
import type { RigOptions } from '../rig/asker.ts';
import { Rig } from '../rig/rig.ts';
import { tellingOnly } from './telling.ts';

/** Several rigs of one contract side by side. Each plays one case at a time; work goes to whichever is free. */
export class Rigs implements AsyncDisposable {
  readonly #contract: Contract;
  readonly #options: RigOptions;
  readonly #open: Rig[] = [];
  readonly #lent = new Set<Rig>();
  #closing = false;

  private constructor(contract: Contract, options: RigOptions) {
    this.#contract = contract;
    this.#options = options;
  }

  /** Opens the first rig. Throws `LaunchError`. */
  static async open(contract: Contract, options: RigOptions): Promise<{ rigs: Rigs; first: Rig }> {
    const rigs = new Rigs(contract, options);
    return { rigs, first: await rigs.#add() };
  }

  /**
   * Works on all of `jobs`, up to `count` at a time, each on a rig of its own; more rigs are opened while the first ones
   * work. Stops early when `stop` says so.
   */
  async work<T>(
    jobs: readonly T[],
    count: number,
    job: (rig: Rig, job: T) => Promise<void>,
    stop: () => boolean = () => false,
  ): Promise<void> {
    const queue = [...jobs];
    let opening = 0;
    const worker = async (n: number) => {
      const isNeeded = queue.length > opening && !stop();
      if (!this.#open[n] && isNeeded) opening++;
      const rig = this.#open[n] ?? (isNeeded ? await this.#add() : undefined);
      if (!rig) return;
      while (queue.length > 0 && !stop()) await job(rig, queue.shift()!);
    };
    await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, (_, n) => worker(n)));
  }

  /** Lends a rig that nobody uses, or a new one. Not to be mixed with `work`. */
  async borrow<T>(use: (rig: Rig) => Promise<T>): Promise<T> {
    const rig = this.#open.find((one) => !this.#lent.has(one)) ?? (await this.#add());
    this.#lent.add(rig);
    try {
      return await use(rig);
    } finally {
      this.#lent.delete(rig);
    }
  }

  async #add(): Promise<Rig> {
    const rig = await Rig.open(this.#contract, this.#options);
    this.#open.push(rig);
    // A rig that came up while the run was being ended closes with the others.
    if (this.#closing) await rig[Symbol.asyncDispose]();
    return rig;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#open.map((rig) => rig[Symbol.asyncDispose]()));
  }
}

/**
 * Plays a case and leaves its rig ready for the next one. Undefined if the run was ended meanwhile.
 * `hasty`: see `Rig.play`.
 */
export async function playOn(
  rig: Rig,
  played: Case,
  healthyCalls: Observation['healthyCalls'],
  signal: AbortSignal | undefined,
  { hasty = false }: { readonly hasty?: boolean } = {},
): Promise<Observation | undefined> {
  const observation = await rig.play(played, healthyCalls, { hasty });
  if (signal?.aborted) return undefined;
  if (!rig.steady) await rig.relaunch();
  return tellingOnly(rig.contract, observation);
}
