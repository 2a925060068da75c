import { judge, type Verdict } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import { type Plan, type PlanOptions, plan } from '../plan/plan.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { Heartbeat } from '../rig/clock.ts';
import { LaunchError, type ModuleHost } from '../rig/component/launch.ts';
import type { Rig } from '../rig/rig.ts';
import { examine } from './examine.ts';
import { type Block, type Broke, blocksOf, brokenBy } from './findings.ts';
import { learn } from './learn.ts';
import { recogniser } from './recogniser.ts';
import type { Finding, Stop } from './result.ts';
import { playOn, Rigs } from './rigs.ts';
import { Turns } from './turns.ts';

export interface SessionOptions extends Omit<PlanOptions, 'pooled'> {
  /** Components side by side, at most. */
  readonly rigs: number;
  /** Look for the smallest case of each finding. */
  readonly shrink: boolean;
  readonly signal?: AbortSignal;
  /** Where a component that is a module is started; default: in a process of its own. */
  readonly host?: ModuleHost;
}

/** What came of a trial that somebody asked for. */
export interface PlayedTrial {
  readonly verdict: Verdict;
  /** Why it is inconclusive. */
  readonly because?: string;
  /** What broke; those that a waiver covers make no verdict. */
  readonly findings: readonly Finding[];
}

// A case that the machine spoiled is played again before it is called inconclusive.
const attempts = 3;

/** A component that stays launched while others choose which trials are played, and when. */
export class Session implements AsyncDisposable {
  readonly contract: Contract;
  readonly plan: Plan;
  readonly #options: SessionOptions;
  readonly #heartbeat: Heartbeat;
  readonly #rigs: Rigs;
  readonly #turns: Turns;
  /** Cause → what was found when it was looked at closer: later trials that it breaks have it at once. */
  readonly #examined = new Map<string, Promise<Finding>>();

  private constructor(
    contract: Contract,
    planned: Plan,
    { options, heartbeat, rigs }: { options: SessionOptions; heartbeat: Heartbeat; rigs: Rigs },
  ) {
    this.contract = contract;
    this.plan = planned;
    this.#options = options;
    this.#heartbeat = heartbeat;
    this.#rigs = rigs;
    this.#turns = new Turns(options.rigs);
  }

  /** Launches the component, watches healthy requests and plans. A `Stop` says why that cannot be, with nothing left running. */
  static async open(contract: Contract, options: SessionOptions): Promise<Session | Stop> {
    const heartbeat = new Heartbeat();
    let rigs: Rigs | undefined;
    try {
      const { signal, host } = options;
      const opened = await Rigs.open(contract, {
        recognise: recogniser,
        heartbeat,
        ...(signal ? { signal } : {}),
        ...(host ? { host } : {}),
      });
      rigs = opened.rigs;
      const learnt = await learn(opened.first, contract, options, signal);
      if (!('why' in learnt)) {
        const planned = plan(contract, learnt.seen, opened.first.replies(), {
          ...options,
          pooled: opened.first.pooled(),
        });
        return new Session(contract, planned, { options, heartbeat, rigs });
      }
      await close(rigs, heartbeat);
      return learnt;
    } catch (error) {
      await close(rigs, heartbeat);
      if (!(error instanceof LaunchError)) throw error;
      return { why: 'not launched', detail: error.message, output: error.output };
    }
  }

  /** Plays a trial and looks closer at what it broke. Throws `LaunchError` where the component does not come up again. */
  async play(trial: Trial): Promise<PlayedTrial> {
    const alone = trial.cases.some((one) => one.case.traffic);
    return await this.#turns.take(alone, () => this.#rigs.borrow((rig) => this.#playOn(rig, trial)));
  }

  async #playOn(rig: Rig, trial: Trial): Promise<PlayedTrial> {
    const broke: Broke[] = [];
    let unclear: string | undefined;
    for (const planned of trial.cases) {
      const judged = await this.#judged(rig, trial, planned);
      if (!judged) return { verdict: 'inconclusive', because: 'the run was ended', findings: [] };
      unclear ??= judged.because;
      broke.push(...judged.broke);
    }
    const findings: Finding[] = [];
    for (const block of blocksOf(this.contract, broke)) findings.push(await this.#examine(rig, block));
    const open = findings.filter(({ waiver }) => !waiver);
    if (open.some(({ confirmed: { failed, played } }) => failed > 0 || played === 0))
      return { verdict: 'broken', findings };
    const once = open[0] && `${open[0].check} was broken once, and not again`;
    const because = once ?? unclear;
    return because === undefined ? { verdict: 'holds', findings } : { verdict: 'inconclusive', because, findings };
  }

  async #judged(
    rig: Rig,
    trial: Trial,
    planned: PlannedCase,
  ): Promise<{ because: string | undefined; broke: Broke[] } | undefined> {
    const once = planned.case.traffic?.paced?.percentiles.length;
    for (let attempt = 1; ; attempt++) {
      const observation = await playOn(rig, planned.case, planned.healthyCalls, this.#options.signal);
      if (!observation) return undefined;
      const verdict = judge(this.contract, observation);
      if (verdict.verdict !== 'inconclusive' || once || attempt === attempts)
        return { because: verdict.because, broke: brokenBy(trial, planned, observation, verdict) };
    }
  }

  #examine(rig: Rig, block: Block): Promise<Finding> {
    const cause = `${block.id} ${block.waiver?.finding ?? ''}`;
    const known = this.#examined.get(cause);
    if (known) return known;
    const found = examine(rig, block, this.contract, this.#options);
    this.#examined.set(cause, found);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await close(this.#rigs, this.#heartbeat);
  }
}

async function close(rigs: Rigs | undefined, heartbeat: Heartbeat): Promise<void> {
  await rigs?.[Symbol.asyncDispose]();
  heartbeat[Symbol.dispose]();
}
