import { createHash } from 'node:crypto';
import picomatch from 'picomatch';
import type { Broken } from '../check/check.ts';
import type { CaseVerdict } from '../check/judge.ts';
import type { Contract, Waiver } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';

/** A case that broke a check. */
export interface Broke {
  readonly trial: Trial;
  readonly planned: PlannedCase;
  readonly observation: Observation;
  readonly check: string;
  readonly judgement: Broken;
}

/** Broken checks with one cause: the same operation, dependency, check and shape. */
export interface Block {
  readonly id: string;
  readonly operation: string;
  readonly dependency: string;
  readonly check: string;
  readonly waiver?: Waiver;
  readonly known?: true;
  /** The first is the mildest, in the order of the plan. */
  readonly broke: readonly [Broke, ...Broke[]];
}

/** The checks that a case broke. */
export function brokenBy(
  trial: Trial,
  planned: PlannedCase,
  observation: Observation,
  { judgements }: CaseVerdict,
): Broke[] {
  return Object.entries(judgements).flatMap(([check, judgement]) =>
    judgement.verdict === 'broken' ? [{ trial, planned, observation, check, judgement }] : [],
  );
}

export function findingName(broke: Broke): string {
  const { trial, check } = broke;
  const { site, fault } = culprit(broke);
  return `${trial.operation}/${site}/${fault}/${check}`;
}

/** Where a messy request was played without the faults that were planned for it, the fault is its own. */
function culprit({ trial, observation }: Broke): Pick<Trial, 'site' | 'fault'> {
  const { mess, schedule } = observation.case;
  return mess && schedule.length === 0 ? { site: 'input', fault: mess.kind } : trial;
}

/** One that has expired is named only where no other one covers the finding. */
function waiverFor(waivers: readonly Waiver[], name: string): Waiver | undefined {
  const all = waivers.filter((w) => picomatch.isMatch(name, w.finding));
  return all.find((w) => !w.expired) ?? all[0];
}

/** Sorts broken checks into blocks, those that a waiver covers apart from the others. */
export function blocksOf(contract: Contract, all: readonly Broke[]): Block[] {
  const blocks = new Map<string, { waiver: Waiver | undefined; broke: Broke[] }>();
  for (const broke of all) {
    const waiver = waiverFor(contract.waivers, findingName(broke));
    const key = `${fingerprint(broke)} ${waiver?.finding ?? ''}`;
    const block = blocks.get(key);
    if (block) block.broke.push(broke);
    else blocks.set(key, { waiver, broke: [broke] });
  }
  return [...blocks.values()].map(({ waiver, broke }) => ({
    id: fingerprint(broke[0]!).slice(0, 6),
    operation: broke[0]!.trial.operation,
    dependency: concerned(broke[0]!),
    check: broke[0]!.check,
    ...(waiver ? { waiver } : {}),
    broke: broke as [Broke, ...Broke[]],
  }));
}

const concerned = (broke: Broke) => broke.judgement.dependency ?? culprit(broke).site.replace(/@\d+$/, '');

function fingerprint(broke: Broke): string {
  const { trial, check, judgement } = broke;
  return createHash('sha256')
    .update(JSON.stringify([trial.operation, concerned(broke), check, judgement.shape]))
    .digest('hex');
}
