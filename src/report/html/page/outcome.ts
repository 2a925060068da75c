import { isOpen } from '../../../run/open.ts';
import type { FindingDocument, RunDocument, TrialDocument } from '../../document.ts';

/** What became of a trial, the worst first. */
export const outcomes = ['broke', 'unclear', 'not met', 'waived', 'held'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an outcome is called and marked with: never by its colour alone. */
export const told: Readonly<Record<Outcome, { readonly mark: string; readonly name: string }>> = {
  broke: { mark: '✗', name: 'broke' },
  unclear: { mark: '?', name: 'inconclusive' },
  'not met': { mark: '○', name: 'not met' },
  waived: { mark: '–', name: 'waived or known' },
  held: { mark: '✓', name: 'held' },
};

/** A trial of a run, taken apart as reports show it. */
export interface ShownTrial {
  readonly trial: TrialDocument;
  readonly operation: string;
  readonly site: string;
  readonly fault: string;
  /** `first`, `every`, `outage`; what its id says beside the rest. */
  readonly rest: string;
  readonly outcome: Outcome;
  readonly findings: readonly FindingDocument[];
}

export function shownTrials({ trials, findings }: RunDocument): ShownTrial[] {
  const byTrial = new Map<string, FindingDocument[]>();
  for (const finding of findings)
    for (const id of finding.trials) {
      const mine = byTrial.get(id);
      if (mine) mine.push(finding);
      else byTrial.set(id, [finding]);
    }
  return trials.map((trial) => {
    const [operation = '', site = '', fault = '', ...rest] = trial.id.split('/');
    const mine = byTrial.get(trial.id) ?? [];
    return { trial, operation, site, fault, rest: rest.join('/'), outcome: outcomeOf(trial, mine), findings: mine };
  });
}

function outcomeOf({ verdict, met }: TrialDocument, findings: readonly FindingDocument[]): Outcome {
  if (verdict === 'holds') return 'held';
  if (verdict === 'broken') return findings.length > 0 && !findings.some(isOpen) ? 'waived' : 'broke';
  return met === false ? 'not met' : 'unclear';
}

/** How many there are of each, the worst first, without those that are not there. */
export function countsOf(trials: readonly Pick<ShownTrial, 'outcome'>[]): { outcome: Outcome; count: number }[] {
  return outcomes
    .map((outcome) => ({ outcome, count: trials.filter((one) => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
}

/** `38 broke, 16 held`. */
export const countsText = (trials: readonly Pick<ShownTrial, 'outcome'>[]): string =>
  countsOf(trials)
    .map(({ outcome, count }) => `${count} ${told[outcome].name}`)
    .join(', ');
