import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type JournalHead, journalVersion, type Role, withoutSecrets } from '../observation/journal.ts';
import type { Case, Observation } from '../observation/observation.ts';
import type { Finding } from '../run/result.ts';
import { version } from '../version.ts';

/** The folder that a run leaves its traces in. */
export const outOption = {
  type: 'string',
  default: '.shakedown',
  describe: 'folder for journals and findings',
} as const;

/** Writes a journal as the run goes, so that a run that is killed can still be judged. */
export class JournalFile implements Disposable {
  readonly path: string;
  readonly #file: number;

  constructor(folder: string, contract: Contract, { seed, profile }: { seed: number; profile: string }) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `${contract.component.name}.ndjson`);
    this.#file = openSync(this.path, 'w');
    const head: JournalHead = { journal: journalVersion, shakedown: version, seed, profile, contract };
    this.#write(head);
  }

  add(role: Role, trial: string, observation: Observation): void {
    this.#write({ role, trial, observation: withoutSecrets(observation) });
  }

  #write(line: unknown): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

/** A finding as it is kept: enough to play it again. */
export interface KeptFinding {
  readonly finding: 1;
  readonly id: string;
  readonly name: string;
  readonly check: string;
  readonly told: string;
  /** The contract's file. */
  readonly contract: string;
  readonly case: Case;
  readonly healthyCalls: Observation['healthyCalls'];
}

export function keepFinding(
  folder: string,
  contract: Contract,
  { id, name, check, judgement, observation, healthyCalls }: Finding,
): void {
  mkdirSync(join(folder, 'findings'), { recursive: true });
  const kept: KeptFinding = {
    finding: 1,
    id,
    name,
    check,
    told: judgement.told,
    contract: contract.file,
    case: observation.case,
    healthyCalls,
  };
  writeFileSync(join(folder, 'findings', `${id}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

/** The kept finding with this id, or in this file. A string says why there is none. */
export function readFinding(folder: string, idOrFile: string): KeptFinding | string {
  const file = idOrFile.endsWith('.json') ? idOrFile : join(folder, 'findings', `${idOrFile}.json`);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptFinding;
    return kept.finding === 1 ? kept : `${file} is no finding.`;
  } catch {
    const ids = keptIds(folder);
    return `There is no finding ${idOrFile}. ${ids.length > 0 ? `Kept are: ${ids.join(', ')}.` : `A run with findings keeps them in ${join(folder, 'findings')}.`}`;
  }
}

export function keptIds(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'findings'))
      .filter((f) => f.endsWith('.json'))
      .map((f) => f.slice(0, -5))
      .sort();
  } catch {
    return [];
  }
}
