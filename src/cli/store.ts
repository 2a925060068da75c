import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import {
  type JournalHead,
  type JournalLine,
  journalVersion,
  type Role,
  withoutSecrets,
} from '../observation/journal.ts';
import type { Observation } from '../observation/observation.ts';
import type { Kept } from '../run/corpus.ts';
import type { Note } from '../run/note.ts';
import type { Remembered } from '../run/result.ts';
import type { Shard } from '../run/share.ts';
import { version } from '../version.ts';
import { WriteError, writeAll } from './write-all.ts';

/** The folder that a run leaves its traces in. */
export const outOption = {
  type: 'string',
  default: '.shakedown',
  describe: 'folder for journals and findings',
} as const;

/**
 * Writes a journal as the run goes, so that a run that is killed can still be judged: what is added at the same moment
 * is written together, before anything else happens. Where it cannot be written, the run goes on without it.
 */
export class JournalFile implements Disposable {
  readonly path: string;
  #file: number | undefined;
  #unwritten: string[] = [];
  #failed: WriteError | undefined;

  constructor(folder: string, contract: Contract, { seed, profile }: { seed: number; profile: string }) {
    this.path = join(folder, `${contract.component.name}.ndjson`);
    try {
      mkdirSync(folder, { recursive: true });
      this.#file = openSync(this.path, 'w');
    } catch (error) {
      this.#fail(error);
    }
    const head: JournalHead = { journal: journalVersion, shakedown: version, seed, profile, contract };
    this.#write(head);
  }

  /** Why not all is in it; what was written before that is. */
  get failed(): WriteError | undefined {
    return this.#failed;
  }

  add(role: Role, trial: string, observation: Observation): void {
    this.#write({ role, trial, observation: withoutSecrets(observation) });
  }

  note(note: Note): void {
    this.#write(note);
  }

  #write(line: JournalHead | JournalLine | Note): void {
    if (this.#failed) return;
    if (this.#unwritten.push(`${JSON.stringify(line)}\n`) === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const text = this.#unwritten.join('');
    this.#unwritten = [];
    if (this.#failed || this.#file === undefined) return;
    try {
      writeAll(this.#file, text);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failed = new WriteError(`The journal ${this.path}`, error, 'Name another folder with --out.');
  }

  [Symbol.dispose](): void {
    this.#flush();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** The folder of one part of a run, without what an earlier one left there. */
export function freshShardFolder(folder: string, { index, total }: Shard): string {
  const own = join(folder, `shard-${index}-of-${total}`);
  rmSync(own, { recursive: true, force: true });
  return own;
}

function shardFolders(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^shard-\d+-of-\d+$/.test(name));
    return names.map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const corpus = (folder: string) => join(folder, 'corpus');

/** Keeps what failed, and forgets what is fixed or has no place any more. Throws `WriteError`. */
export function updateCorpus(folder: string, kept: readonly Kept[], remembered: readonly Remembered[]): void {
  try {
    update(folder, kept, remembered);
  } catch (error) {
    throw new WriteError(`The findings in ${corpus(folder)}`, error, 'Name another folder with --out.');
  }
}

function update(folder: string, kept: readonly Kept[], remembered: readonly Remembered[]): void {
  for (const { id, now } of remembered)
    if (now === 'fixed' || now === 'gone') rmSync(join(corpus(folder), `${id}.json`), { force: true });
  // One case for each cause: the one that is there stays until it has been played.
  const unplayed = remembered.filter(({ now }) => now === 'not played').map(({ id }) => id);
  const updated = kept.filter(({ id }) => !unplayed.includes(id));
  if (updated.length > 0) mkdirSync(corpus(folder), { recursive: true });
  for (const one of updated) {
    const file = join(corpus(folder), `${one.id}.json`);
    // What is there stays whole until the new one is.
    writeFileSync(`${file}.new`, `${JSON.stringify(one, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
}

/** The findings of earlier runs of a contract. */
export function readCorpus(folder: string, contract: Contract): Kept[] {
  return keptIds(folder)
    .map((id) => readFinding(folder, id))
    .filter((kept): kept is Kept => typeof kept !== 'string' && kept.contract === contract.file);
}

/** The kept finding with this id, or in this file. A string says why there is none. */
export function readFinding(folder: string, idOrFile: string): Kept | string {
  const named = [folder, ...shardFolders(folder)].map((one) => join(corpus(one), `${idOrFile}.json`));
  const file = idOrFile.endsWith('.json') ? idOrFile : (named.find((one) => existsSync(one)) ?? named[0]!);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.finding === 1 ? kept : `${file} is no finding.`;
  } catch {
    const ids = keptIds(folder);
    return `There is no finding ${idOrFile}. ${ids.length > 0 ? `Kept are: ${ids.join(', ')}.` : `A run with findings keeps them in ${corpus(folder)}.`}`;
  }
}

export function keptIds(folder: string): string[] {
  try {
    return readdirSync(corpus(folder))
      .filter((f) => f.endsWith('.json'))
      .map((f) => f.slice(0, -5))
      .sort();
  } catch {
    return [];
  }
}
