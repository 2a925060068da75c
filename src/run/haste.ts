import type { CaseVerdict } from '../check/judge.ts';
import type { Observation } from '../observation/observation.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { now, sleep } from '../rig/clock.ts';
import type { Rig } from '../rig/rig.ts';

export interface Job {
  readonly trial: Trial;
  readonly planned: PlannedCase;
}

export interface Judged {
  readonly observation: Observation;
  readonly verdict: CaseVerdict;
}

interface Options {
  /** Plays a case and judges it. Undefined if the run was ended meanwhile. */
  judged(rig: Rig, job: Job, hasty: boolean): Promise<Judged | undefined>;
  /** Takes what came of a case into the result, instead of what came of it before. `took`: milliseconds. */
  note(job: Job, judged: Judged, took: number): void;
  /** Is told of a case that was not the first suspect, but stays the only one. */
  record(job: Job, judged: Judged): void;
}

/** A component may end this long after the case that was its undoing, in milliseconds. */
const undoing = 50;

/**
 * Plays the cases of components that can call nobody in haste: one right after the other. Where such a component ends,
 * each case that may have been its undoing is played again with patience, the latest first, so that the right one is told.
 */
export class Haste {
  readonly #options: Options;
  /** The last cases that each rig played in haste, and when they were over. */
  readonly #recent = new Map<Rig, { readonly job: Job; readonly at: number }[]>();

  constructor(options: Options) {
    this.#options = options;
  }

  async play(rig: Rig, job: Job): Promise<Judged | undefined> {
    if (rig.simulators.length > 0) return this.#options.judged(rig, job, false);
    const recent = this.#lately(rig);
    const judged = await this.#options.judged(rig, job, true);
    if (!judged?.observation.aftermath.exit) {
      this.#recent.set(rig, [...recent, { job, at: now() }]);
      return judged;
    }
    this.#recent.delete(rig);
    const again = await this.#options.judged(rig, job, false);
    if (!again || again.observation.aftermath.exit) return again;
    if (await this.#blame(rig, recent)) return again;
    // None of them ends it again: what was seen stays.
    this.#options.record(job, judged);
    return judged;
  }

  /** After the last case: a component that it was the undoing of ends only now. */
  async end(): Promise<void> {
    if (this.#recent.size > 0) await sleep(undoing);
    for (const [rig, recent] of this.#recent) {
      if (!rig.dead) continue;
      await rig.relaunch();
      await this.#blame(rig, recent);
    }
    this.#recent.clear();
  }

  #lately(rig: Rig): { readonly job: Job; readonly at: number }[] {
    const began = now();
    return (this.#recent.get(rig) ?? []).filter(({ at }) => at > began - undoing);
  }

  /** Looks for the case that ends the component, and notes it; true if it was found, or the run was ended. */
  async #blame(rig: Rig, recent: readonly { readonly job: Job }[]): Promise<boolean> {
    for (const { job } of [...recent].reverse()) {
      const began = now();
      const found = await this.#options.judged(rig, job, false);
      if (!found) return true;
      if (!found.observation.aftermath.exit) continue;
      this.#options.note(job, found, now() - began);
      return true;
    }
    return false;
  }
}
