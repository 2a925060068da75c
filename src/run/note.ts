import { withoutSecrets } from '../observation/journal.ts';
import type { Case } from '../observation/observation.ts';
import type { Explored } from '../plan/pair-trials.ts';
import type { Omission, Trial } from '../plan/trial.ts';
import type { RunEvent } from './events.ts';
import type { Finding, RunResult } from './result.ts';

/** A trial that was to be played; its cases as their ids, with the faults that were to strike each. */
export interface NotedTrial extends Omit<Trial, 'cases'> {
  readonly cases: Readonly<Record<string, Case['schedule']>>;
}

/** A line of a journal that is no case, with one of these: what cannot be told from the cases. */
export interface Note {
  readonly launching?: { readonly rigs: number };
  readonly planned?: {
    readonly trials: readonly NotedTrial[];
    readonly omitted: readonly Omission[];
    readonly uncalled: readonly string[];
  };
  readonly combined?: {
    readonly trials: readonly NotedTrial[];
    readonly omitted: readonly Omission[];
    readonly explored: Explored;
  };
  readonly found?: Finding;
  readonly ended?: NotedEnd;
}

/** The result, without what the cases say. `took`: trial → milliseconds; `seen`: the id of a finding → its history. */
export interface NotedEnd extends Omit<RunResult, 'contract' | 'trials' | 'findings' | 'coverage' | 'costs'> {
  readonly took: Readonly<Record<string, number>>;
  readonly seen: Readonly<Record<string, Finding['seen']>>;
}

/** What of an event goes into the journal. */
export function noteOf(event: RunEvent): Note | undefined {
  if (event.kind === 'launching') return { launching: { rigs: event.rigs } };
  if (event.kind === 'planned') {
    const { trials, omitted, uncalled } = event.plan;
    return { planned: { trials: trials.map(noted), omitted, uncalled } };
  }
  if (event.kind === 'combined') {
    const { trials, omitted, explored } = event;
    return { combined: { trials: trials.map(noted), omitted, explored } };
  }
  if (event.kind === 'found')
    return { found: { ...event.finding, observation: withoutSecrets(event.finding.observation) } };
  return event.kind === 'ended' ? { ended: endOf(event.result) } : undefined;
}

const noted = ({ cases, ...trial }: Trial): NotedTrial => ({
  ...trial,
  cases: Object.fromEntries(cases.map(({ case: { id, schedule } }) => [id, schedule])),
});

function endOf({ contract: _, trials, findings, coverage: _v, costs: _c, ...rest }: RunResult): NotedEnd {
  const { stopped } = rest;
  const observation = stopped?.observation && withoutSecrets(stopped.observation);
  return {
    ...rest,
    ...(stopped && observation ? { stopped: { ...stopped, observation } } : {}),
    seen: Object.fromEntries(findings.map(({ id, seen }) => [id, seen])),
    took: Object.fromEntries(trials.map(({ id, took }) => [id, took])),
  };
}
