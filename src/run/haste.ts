import type { CaseVerdict } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { now, sleep } from '../rig/clock.ts';
import type { Rig } from '../rig/rig.ts';
import type { Row } from '../rig/row.ts';

export interface Job {
  readonly trial: Trial;
  readonly planned: PlannedCase;
}

export interface Judged {
  readonly observation: Observation;
  readonly verdict: CaseVerdict;
  /** How often it was played before, and spoiled by the machine. */
  readonly again?: number;
}

/** What came of a case. `took`: milliseconds. */
export interface Played {
  readonly job: Job;
  readonly judged: Judged;
  readonly took: number;
}

interface Options {
  /** Plays a case and judges it. Undefined if the run was ended meanwhile. */
  judged(rig: Rig, job: Job, hasty: boolean): Promise<Judged | undefined>;
  judge(observation: Observation): CaseVerdict;
  /** Takes what came of a case into the result, instead of what came of it before. `took`: milliseconds. */
  note(job: Job, judged: Judged, took: number): void;
  /** Is told of a case that was played in a row, or was not the first suspect but stays the only one. */
  record(job: Job, judged: Judged): void;
  readonly signal?: AbortSignal;
}

/** A component may end this long after the case that was its undoing, in milliseconds. */
const undoing = 50;
/** Few, so that little is played again where one of them is not well. */
const rowAtMost = 16;

/** The jobs, in their order, as rows to be played in haste; a case that cannot be played so is a row of its own. */
export function rowsOf({ downstream }: Contract, jobs: readonly Job[]): Job[][] {
  if (Object.keys(downstream).length > 0) return jobs.map((job) => [job]);
  const fits = ({ planned: { case: played, waits } }: Job) =>
    !waits && !played.atOnce && !played.mess?.request.sending && played.schedule.length === 0;
  const rows: Job[][] = [];
  for (const job of jobs) {
    const last = rows.at(-1);
    if (last && last.length < rowAtMost && fits(job) && fits(last[0]!)) last.push(job);
    else rows.push([job]);
  }
  return rows;
}

/**
 * Plays the cases of components that can call nobody in haste: one right after the other over a connection that stays
 * open, with a healthy request after some of them. Only that all is well is believed of what is seen so: everything
 * else is played again with patience, and counts as it is then.
 */
export class Haste {
  readonly #options: Options;
  /** The last cases that each rig played in haste, and when they were over. */
  readonly #recent = new Map<Rig, { readonly job: Job; readonly at: number }[]>();
  /** What was played over the connection that a rig keeps. */
  readonly #over = new Map<Rig, { opened: number; jobs: Job[] }>();
  /** Rigs that are hurried no more: what was seen there in haste was not what is seen with patience. */
  readonly #alone = new Set<Rig>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Less than all where the run was ended meanwhile. */
  async play(rig: Rig, row: readonly Job[]): Promise<Played[]> {
    if (row.length > 1 && !this.#alone.has(rig)) return await this.#inRow(rig, row);
    return await this.#each(row, (job) =>
      rig.simulators.length > 0 ? this.#options.judged(rig, job, false) : this.#byItself(rig, job),
    );
  }

  /** After the last case: a component that it was the undoing of ends only now. */
  async end(): Promise<void> {
    if (this.#recent.size > 0) await sleep(undoing);
    for (const [rig, recent] of this.#recent) {
      if (!rig.dead) {
        await this.#keepInStep(rig, false);
        continue;
      }
      await rig.relaunch();
      await this.#blame(rig, recent, !this.#alone.has(rig));
    }
    this.#recent.clear();
  }

  async #inRow(rig: Rig, jobs: readonly Job[]): Promise<Played[]> {
    const recent = this.#lately(rig);
    const began = now();
    const row = await rig.playRow(jobs.map(({ planned }) => planned.case));
    const took = (now() - began) / jobs.length;
    if (this.#options.signal?.aborted) return [];
    if (!row.well) return await this.#unwell(rig, jobs, row, recent);
    this.#recent.set(rig, [...recent, ...jobs.map((job) => ({ job, at: now() }))]);
    this.#remember(rig, jobs);
    const seen = jobs.map((job, i) => this.#seen(job, row.observations[i]!));
    for (const { job, judged } of seen) if (isWell(judged)) this.#options.record(job, judged);
    const again = await this.#each(
      seen.filter(({ judged }) => !isWell(judged)).map(({ job }) => job),
      (job) => this.#options.judged(rig, job, false),
    );
    const misled = again.some(({ judged }) => isWell(judged));
    const inStep = await this.#keepInStep(rig, misled);
    const replaced = new Map([...again, ...inStep].map((one) => [one.job, one]));
    return seen.flatMap(({ job, judged }) => replaced.get(job) ?? (isWell(judged) ? [{ job, judged, took }] : []));
  }

  /** Nothing that was seen counts, but an end that none of the cases causes when it is played again. */
  async #unwell(
    rig: Rig,
    jobs: readonly Job[],
    { observations }: Row,
    recent: readonly { readonly job: Job }[],
  ): Promise<Played[]> {
    this.#forget(rig);
    const last = observations.at(-1)!;
    await rig.relaunch();
    const again = await this.#each(jobs, (job) => this.#options.judged(rig, job, false));
    if (again.some(({ judged }) => !isWell(judged)) || again.length < jobs.length) return again;
    this.#alone.add(rig);
    if (!last.aftermath.exit || (await this.#blame(rig, recent, true))) return again;
    const stays = this.#seen(jobs[observations.length - 1]!, last);
    this.#options.record(stays.job, stays.judged);
    return again.map((one) => (one.job === stays.job ? { ...one, judged: stays.judged } : one));
  }

  /** If the answers over a connection may belong to other requests, all that was played over it is played again. */
  async #keepInStep(rig: Rig, misled: boolean): Promise<Played[]> {
    if (!misled && !rig.connection.outOfStep) return [];
    this.#alone.add(rig);
    const jobs = this.#over.get(rig)?.jobs ?? [];
    this.#over.delete(rig);
    const again = await this.#each(jobs, (job) => this.#byItself(rig, job));
    for (const { job, judged, took } of again) this.#options.note(job, judged, took);
    return again;
  }

  /** Plays a case over a connection of its own and with healthy requests of its own, but waits for nothing. */
  async #byItself(rig: Rig, job: Job): Promise<Judged | undefined> {
    const recent = this.#lately(rig);
    const judged = await this.#options.judged(rig, job, true);
    if (!judged?.observation.aftermath.exit) {
      this.#recent.set(rig, [...recent, { job, at: now() }]);
      return judged;
    }
    this.#forget(rig);
    const again = await this.#options.judged(rig, job, false);
    if (!again || again.observation.aftermath.exit) return again;
    if (await this.#blame(rig, recent)) return again;
    // None of them ends it again: what was seen stays.
    this.#options.record(job, judged);
    return judged;
  }

  #seen(job: Job, observation: Observation): { job: Job; judged: Judged; took: number } {
    return { job, judged: { observation, verdict: this.#options.judge(observation) }, took: 0 };
  }

  #remember(rig: Rig, jobs: readonly Job[]): void {
    const { opened, outOfStep } = rig.connection;
    const over = this.#over.get(rig);
    if (over && (over.opened === opened || outOfStep)) over.jobs.push(...jobs);
    else this.#over.set(rig, { opened, jobs: [...jobs] });
  }

  #forget(rig: Rig): void {
    this.#recent.delete(rig);
    this.#over.delete(rig);
  }

  #lately(rig: Rig): { readonly job: Job; readonly at: number }[] {
    const began = now();
    return (this.#recent.get(rig) ?? []).filter(({ at }) => at > began - undoing);
  }

  async #each(jobs: readonly Job[], play: (job: Job) => Promise<Judged | undefined>): Promise<Played[]> {
    const all: Played[] = [];
    for (const job of jobs) {
      const began = now();
      const judged = await play(job);
      if (!judged) break;
      all.push({ job, judged, took: now() - began });
    }
    return all;
  }

  /**
   * Looks for the case that ends the component, the latest first, and notes it; true if it was found, or the run was
   * ended. `all`: of what was played in rows, several may have been about to end it.
   */
  async #blame(rig: Rig, recent: readonly { readonly job: Job }[], all = false): Promise<boolean> {
    let known = false;
    for (const { job } of [...recent].reverse()) {
      const began = now();
      const found = await this.#options.judged(rig, job, false);
      if (!found) return true;
      if (!found.observation.aftermath.exit) continue;
      this.#options.note(job, found, now() - began);
      known = true;
      if (!all) break;
    }
    return known;
  }
}

const isWell = ({ verdict }: Judged) => verdict.verdict === 'holds';
