import { judge } from '../check/judge.ts';
import type { Contract } from '../contract/contract.ts';
import type { PastRun } from '../history/history.ts';
import type { MessProfile } from '../mess/profile.ts';
import type { Role } from '../observation/journal.ts';
import type { Observation } from '../observation/observation.ts';
import { type Explored, pairTrials } from '../plan/pair-trials.ts';
import { type Plan, plan } from '../plan/plan.ts';
import { boundsOf, type Profile, profileName } from '../plan/profile.ts';
import type { PlannedScenarios } from '../plan/scenario-trials.ts';
import { selection } from '../plan/selection.ts';
import type { Learnt, PlannedCase, Trial } from '../plan/trial.ts';
import { Heartbeat, now, wallTime } from '../rig/clock.ts';
import { LaunchError } from '../rig/component/launch.ts';
import { measureOverhead } from '../rig/driver/overhead.ts';
import type { Rig } from '../rig/rig.ts';
import { type Baseline, comparedWith, isKnown } from './baseline.ts';
import { keptApart, singlesOf } from './combine.ts';
import { type Kept, keptTrial } from './corpus.ts';
import { costsOf } from './cost.ts';
import type { Listener } from './events.ts';
import { examine } from './examine.ts';
import { type Block, type Broke, blocksOf, brokenBy } from './findings.ts';
import { Haste, type Job, type Judged, type Played, rowsOf } from './haste.ts';
import { learn } from './learn.ts';
import { isOpen } from './open.ts';
import { recogniser } from './recogniser.ts';
import type { Finding, Remembered, RunResult, Stop } from './result.ts';
import { playOn, Rigs } from './rigs.ts';
import { type Division, type Shard, shareOf } from './share.ts';
import { coverageOf, type PlayedCase, trialResult } from './summed-up.ts';
import { unexamined } from './unexamined.ts';
import { verdictOf } from './verdict.ts';
import { waiverUses } from './waiver-uses.ts';
import { withHistory } from './with-history.ts';

export interface RunOptions {
  readonly seed: number;
  readonly profile: Profile;
  /** Globs over `<operation>/<dependency>/<fault>`; empty: all. */
  readonly only: readonly string[];
  /** Components launched side by side. */
  readonly rigs: number;
  /** Look for the smallest case of each finding. */
  readonly shrink: boolean;
  /** Stop at the first finding. */
  readonly bail: boolean;
  /** Plan, but play nothing. */
  readonly dryRun: boolean;
  /** The traffic that the mess is to resemble. */
  readonly messProfile?: MessProfile;
  readonly scenarios?: PlannedScenarios;
  /** Findings of earlier runs: they are played first. */
  readonly kept?: readonly Kept[];
  /** Earlier runs of the contract, the oldest first; undefined where nobody keeps any. */
  readonly earlier?: readonly PastRun[];
  /** Only a part of the trials is played. */
  readonly shard?: Shard;
  /** What an earlier run found: only what is new fails. */
  readonly baseline?: Baseline;
  /** Milliseconds after which no further case is begun. */
  readonly time?: number;
  /** Ends the run in order: what was found so far is the result. */
  readonly signal?: AbortSignal;
  readonly listen?: Listener;
  /** Is given every case as soon as it was played. */
  readonly record?: (role: Role, trial: string, observation: Observation) => void;
}

// A case that the machine spoiled is played again before it is called inconclusive.
const attempts = 3;
// Components that have traffic at the same time.
const rigsWithTraffic = 3;
// Rigs that look closer at findings: few, so that what is measured is the component and not the load.
const quietRigs = 4;

const isTimed = ({ cases }: Pick<Trial, 'cases'>) => cases.some((one) => one.case.traffic?.paced);

/** Percentiles that are drawn anew until they please would be judged more often than was planned. */
const attemptsAt = ({ traffic }: PlannedCase['case']) => (traffic?.paced?.percentiles.length ? 1 : attempts);

/** Runs all trials of a contract and judges them. Never throws for what the component does. */
export async function run(contract: Contract, options: RunOptions): Promise<RunResult> {
  using heartbeat = new Heartbeat();
  return await new Run(contract, options, heartbeat).toEnd();
}

class Run {
  readonly #contract: Contract;
  readonly #options: RunOptions;
  readonly #heartbeat: Heartbeat;
  readonly #began = now();
  readonly #start = wallTime();
  #added = 0;
  #plan: Plan;
  /** The trials of all shards, in the order of the plan. */
  #whole: readonly Trial[] = [];
  #division: Division | undefined;
  #played = new Map<Trial, PlayedCase[]>();
  #broke: Broke[] = [];
  /** The trials that play the findings of earlier runs; undefined where the contract has no place for one any more. */
  readonly #kept = new Map<Kept, Trial | undefined>();
  #findings: Finding[] = [];
  #explored: Explored | undefined;

  constructor(contract: Contract, options: RunOptions, heartbeat: Heartbeat) {
    this.#contract = contract;
    this.#options = options;
    this.#heartbeat = heartbeat;
    this.#plan = { seed: options.seed, profile: profileName(options.profile), trials: [], omitted: [], uncalled: [] };
  }

  async toEnd(): Promise<RunResult> {
    const stop = await this.#allTrials();
    const result = this.#result(stop ?? this.#stopped());
    this.#options.listen?.({ kind: 'ended', result });
    return result;
  }

  /** Answers why the run ended early, if that was the component's doing. */
  async #allTrials(): Promise<Stop | undefined> {
    this.#options.listen?.({ kind: 'launching', contract: this.#contract, rigs: this.#options.rigs });
    this.#added = await measureOverhead();
    const { signal } = this.#options;
    try {
      const { rigs, first } = await Rigs.open(this.#contract, {
        recognise: recogniser,
        heartbeat: this.#heartbeat,
        ...(signal ? { signal } : {}),
      });
      await using _ = rigs;
      const learnt = await learn(first, this.#contract, this.#options, signal);
      if ('why' in learnt) return learnt;
      const planned = plan(this.#contract, learnt.seen, first.replies(), { ...this.#options, pooled: first.pooled() });
      this.#whole = [...this.#keptTrials(), ...planned.trials];
      this.#plan = { ...planned, trials: this.#ownTrials() };
      const cases = this.#plan.trials.reduce((n, t) => n + t.cases.length, 0);
      const { shard } = this.#options;
      const division = this.#division;
      const part = shard && division ? { shard: { ...shard, division } } : {};
      this.#options.listen?.({ kind: 'planned', contract: this.#contract, plan: this.#plan, cases, ...part });
      if (cases === 0 && this.#whole.length > 0)
        return { why: 'empty shard', detail: `None of its ${this.#whole.length} trials is in this shard.` };
      if (cases === 0) return { why: 'nothing selected', detail: this.#nothingSelected(learnt.seen) };
      if (this.#options.dryRun)
        return { why: 'planned only', detail: `${cases} cases in ${this.#plan.trials.length} trials` };
      const timed = this.#plan.trials.filter(isTimed);
      await this.#explore(
        rigs,
        this.#plan.trials.filter((trial) => !timed.includes(trial)),
      );
      await this.#combine(rigs);
      await this.#time(rigs, timed);
      await this.#lookCloser(rigs);
      return undefined;
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error;
      if (this.#findings.length === 0) this.#findings = this.#blocks().map(unexamined);
      // Nobody waits for a component to come up once the run is to end.
      if (this.#options.signal?.aborted) return undefined;
      return { why: 'not launched', detail: error.message, output: error.output };
    }
  }

  #keptTrials(): Trial[] {
    for (const kept of this.#options.kept ?? []) this.#kept.set(kept, keptTrial(this.#contract, kept));
    const { only, scenarios } = this.#options;
    const selected = selection(only);
    const isOfScenario = ({ fault }: Trial) => scenarios?.all.some(({ name }) => name === fault);
    return [...this.#kept.values()].filter(
      (trial) => trial !== undefined && selected(trial.id) && (!scenarios?.only || isOfScenario(trial)),
    ) as Trial[];
  }

  #ownTrials(): readonly Trial[] {
    const { shard, profile, earlier = [] } = this.#options;
    if (!shard) return this.#whole;
    const { own, division } = shareOf(this.#whole, shard, { profile: profileName(profile), earlier });
    this.#division = division;
    return own;
  }

  #nothingSelected(seen: readonly Learnt[]): string {
    const { only, scenarios } = this.#options;
    if (!scenarios?.only || only.length > 0) return nothingSelected(seen, only);
    const { omitted } = this.#plan;
    const left = omitted.filter(({ what }) => scenarios.all.some(({ name }) => name === what));
    return `No scenario fits: ${left.map(({ what, because }) => `${what} – ${because}`).join('; ')}.`;
  }

  /** Faults of several dependencies in one request, chosen by how the component takes each of them alone. */
  async #combine(rigs: Rigs): Promise<void> {
    const { profile, seed, listen, scenarios, shard } = this.#options;
    const { pairs, triples } = boundsOf(profile);
    if (pairs === 0 || scenarios?.only || this.#stopped()) return;
    // A shard knows how the faults were taken that it played, and makes its part of the pairs of them.
    const part = (count: number) => Math.ceil(count / (shard?.total ?? 1));
    const found = pairTrials(singlesOf(this.#contract, this.#plan.trials, this.#played), {
      seed,
      pairs: part(pairs),
      triples: part(triples),
    });
    if (found.trials.length === 0) return;
    this.#explored = found.explored;
    listen?.({ kind: 'combined', ...found, cases: found.trials.length });
    this.#plan = {
      ...this.#plan,
      trials: [...this.#plan.trials, ...found.trials],
      omitted: [...this.#plan.omitted, ...found.omitted],
    };
    await this.#explore(rigs, found.trials);
    this.#forgetKeptApart(found.trials);
  }

  /** What is about time comes when nothing else does: on one rig, with the machine for itself. */
  async #time(rigs: Rigs, trials: readonly Trial[]): Promise<void> {
    if (trials.length === 0 || this.#stopped()) return;
    this.#options.listen?.({ kind: 'timing', trials });
    const jobs = trials.flatMap((trial) => trial.cases.map((planned): Job => ({ trial, planned })));
    let done = 0;
    const play = async (rig: Rig, job: Job) => {
      const began = now();
      const judged = await this.#judged(rig, job, false);
      if (!judged) return;
      this.#note(job, judged, now() - began);
      const { verdict } = judged.verdict;
      this.#options.listen?.({ kind: 'played', trial: job.trial.id, verdict, done: ++done, cases: jobs.length });
    };
    await rigs.work(jobs, 1, play, () => this.#stopped() !== undefined);
  }

  #forgetKeptApart(trials: readonly Trial[]): void {
    const apart = trials.filter((trial) => this.#played.get(trial)?.some(keptApart));
    for (const trial of apart) this.#played.delete(trial);
    const because = 'one of its faults kept the other one from being met';
    this.#plan = {
      ...this.#plan,
      trials: this.#plan.trials.filter((trial) => !apart.includes(trial)),
      omitted: [...this.#plan.omitted, ...apart.map(({ id }) => ({ what: id, because }))],
    };
  }

  async #explore(rigs: Rigs, trials: readonly Trial[]): Promise<void> {
    const jobs = trials.flatMap((trial) => trial.cases.map((planned): Job => ({ trial, planned })));
    // Traffic has the machine for itself: what it is to tell is how the component stands it.
    const traffic = jobs.filter(({ planned }) => planned.case.traffic);
    const single = jobs.filter((job) => !traffic.includes(job));
    const first = new Set(this.#kept.values());
    const rank = ({ trial, planned }: Job) => (first.has(trial) ? 0 : planned.waits ? 1 : 2);
    const ordered = [...single].sort((a, b) => rank(a) - rank(b));
    let done = 0;
    const haste = new Haste({
      judged: (rig, job, hasty) => this.#judged(rig, job, hasty),
      judge: (observation) => judge(this.#contract, observation),
      note: (job, judged, took) => this.#note(job, judged, took),
      record: ({ trial }, { observation }) => this.#options.record?.('explore', trial.id, observation),
      ...(this.#options.signal ? { signal: this.#options.signal } : {}),
    });
    const note = ({ job, judged, took }: Played) => {
      this.#note(job, judged, took);
      const { verdict } = judged.verdict;
      this.#options.listen?.({ kind: 'played', trial: job.trial.id, verdict, done: ++done, cases: jobs.length });
    };
    const stop = () => this.#stopped() !== undefined;
    const playRow = async (rig: Rig, row: Job[]) => {
      for (const played of await haste.play(rig, row)) note(played);
    };
    await rigs.work(rowsOf(this.#contract, ordered), this.#options.rigs, playRow, stop);
    await haste.end();
    const playTraffic = async (rig: Rig, job: Job) => {
      const began = now();
      const judged = await this.#judged(rig, job, false);
      if (judged) note({ job, judged, took: now() - began });
    };
    await rigs.work(traffic, Math.min(this.#options.rigs, rigsWithTraffic), playTraffic, stop);
  }

  /** Takes what came of a case into the result, instead of what came of it before. */
  #note({ trial, planned }: Job, { observation, verdict, again = 0 }: Judged, took: number): void {
    const others = (this.#played.get(trial) ?? []).filter((p) => p.planned !== planned);
    this.#played.set(trial, [...others, { planned, observation, verdict, took, again }]);
    this.#broke = this.#broke.filter((b) => b.planned !== planned);
    this.#broke.push(...brokenBy(trial, planned, observation, verdict));
  }

  async #judged(
    rig: Rig,
    { trial, planned: { case: played, healthyCalls } }: Job,
    hasty: boolean,
  ): Promise<Judged | undefined> {
    for (let attempt = 1; ; attempt++) {
      const observation = await playOn(rig, played, healthyCalls, this.#options.signal, { hasty });
      if (!observation) return undefined;
      const verdict = judge(this.#contract, observation);
      // Whose doing an end is that came in haste is not known yet.
      if (hasty && observation.aftermath.exit) return { observation, verdict };
      this.#options.record?.('explore', trial.id, observation);
      if (verdict.verdict !== 'inconclusive' || attempt >= attemptsAt(played) || this.#stopped())
        return { observation, verdict, again: attempt - 1 };
    }
  }

  /** Shrinks and confirms one case of each block. */
  async #lookCloser(rigs: Rigs): Promise<void> {
    const blocks = this.#blocks();
    if (blocks.length === 0) return;
    this.#options.listen?.({ kind: 'looking closer', findings: blocks.length });
    const found = new Map<Block, Finding>();
    const { signal } = this.#options;
    const look = async (rig: Rig, block: Block) => {
      const finding = signal?.aborted ? unexamined(block) : await examine(rig, block, this.#contract, this.#options);
      found.set(block, finding);
      this.#options.listen?.({ kind: 'found', finding });
    };
    const timed = blocks.filter(({ broke }) => isTimed(broke[0].trial));
    await rigs.work(
      blocks.filter((block) => !timed.includes(block)),
      quietRigs,
      look,
    );
    await rigs.work(timed, 1, look);
    this.#findings = blocks.map((block) => found.get(block) ?? unexamined(block));
  }

  #blocks(): Block[] {
    const { baseline } = this.#options;
    return blocksOf(this.#contract, this.#inOrder()).map((block) =>
      baseline && isKnown(baseline, this.#contract, block) ? { ...block, known: true } : block,
    );
  }

  /** What broke, in the order of the plan. */
  #inOrder(): Broke[] {
    const order = new Map(this.#plan.trials.map((t, i) => [t, i]));
    return [...this.#broke].sort(
      (a, b) =>
        order.get(a.trial)! - order.get(b.trial)! ||
        a.trial.cases.indexOf(a.planned) - b.trial.cases.indexOf(b.planned),
    );
  }

  #stopped(): Stop | undefined {
    const { signal, time, bail } = this.#options;
    if (signal?.aborted) return { why: 'interrupted', detail: 'The run was interrupted.' };
    if (time !== undefined && now() - this.#began > time)
      return { why: 'out of time', detail: `The time for the run was over.` };
    if (bail && this.#broke.length > 0 && this.#blocks().some(isOpen))
      return { why: 'first finding', detail: 'The run ended at its first finding.' };
    return undefined;
  }

  #result(stopped: Stop | undefined): RunResult {
    const trials = this.#plan.trials.flatMap((trial) => {
      const played = this.#played.get(trial);
      return played ? [trialResult(this.#contract, trial, played)] : [];
    });
    const unplayed = this.#plan.trials.filter((t) => !this.#played.has(t)).length;
    const omitted =
      unplayed > 0 && !this.#options.dryRun
        ? [
            {
              what: `${unplayed} of ${this.#plan.trials.length} trials`,
              because: stopped?.detail ?? 'the run ended early',
            },
            ...this.#plan.omitted,
          ]
        : this.#plan.omitted;
    const ended = stopped ? { stopped } : {};
    const result: RunResult = {
      contract: this.#contract,
      seed: this.#options.seed,
      profile: this.#plan.profile,
      verdict: verdictOf({ trials, findings: this.#findings, uncalled: this.#plan.uncalled, ...ended }),
      trials,
      findings: this.#findings,
      omitted,
      ...selectedBy(this.#options),
      uncalled: this.#plan.uncalled,
      ...(this.#explored ? { explored: this.#explored } : {}),
      remembered: this.#remembered(),
      waivers: waiverUses(this.#contract, this.#findings, this.#plan.trials, trials),
      ...(this.#options.baseline
        ? { baseline: comparedWith(this.#options.baseline, this.#contract, this.#findings, trials) }
        : {}),
      coverage: coverageOf(this.#contract, this.#plan.trials.length, this.#played),
      costs: costsOf(trials),
      timing: {
        began: this.#start,
        took: now() - this.#began,
        rigs: this.#options.rigs,
        cases: trials.reduce((n, t) => n + t.cases, 0),
        added: this.#added,
      },
      ...ended,
      ...this.#part(),
    };
    return this.#options.earlier ? withHistory(result, this.#options.earlier) : result;
  }

  #part(): Pick<RunResult, 'shard'> {
    const { shard } = this.#options;
    const division = this.#division ? { division: this.#division } : {};
    return shard ? { shard: { ...shard, ...division, order: this.#order() } } : {};
  }

  /** Where the played trials stand in the plan of all shards; those that were made while others were played come after. */
  #order(): number[] {
    const places = new Map(this.#whole.map((trial, i) => [trial, i]));
    const played = this.#plan.trials.filter((trial) => this.#played.has(trial));
    return played.map((trial, i) => places.get(trial) ?? this.#whole.length + i);
  }

  #remembered(): Remembered[] {
    return (this.#options.kept ?? []).map((kept) => {
      const trial = this.#kept.get(kept);
      const verdict = trial && this.#played.get(trial)?.[0]?.verdict;
      const now = (): Remembered['now'] => {
        if (this.#kept.has(kept) && !trial) return 'gone';
        if (!verdict) return 'not played';
        if (verdict.judgements[kept.check]?.verdict === 'broken') return 'still failing';
        return verdict.verdict === 'inconclusive' ? 'unclear' : 'fixed';
      };
      return { id: kept.id, name: kept.name, now: now() };
    });
  }
}

function selectedBy({ only, scenarios }: RunOptions): Pick<RunResult, 'selected'> {
  const selected = [...only, ...(scenarios?.only ? scenarios.all.map(({ name }) => name) : [])];
  return selected.length > 0 ? { selected } : {};
}

function nothingSelected(seen: readonly Learnt[], only: readonly string[]): string {
  const operations = seen.map((s) => s.operation);
  const sites = [
    ...new Set(seen.flatMap((s) => s.inputs.flatMap(({ calls }) => Object.keys(calls).map((c) => c.split('.')[0]!)))),
  ];
  return `No trial is called ${only.join(' or ')}: it is <operation>/<dependency>/<fault>, with the operations ${operations.join(', ')} and the dependencies ${sites.join(', ')}.`;
}
