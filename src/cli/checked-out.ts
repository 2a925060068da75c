import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const git = async (folder: string, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('git', ['-C', folder, ...args])).stdout.trim();

/** The commit that a word names in the repository of a folder; undefined where it names none. */
export async function commitNamed(project: string, word: string): Promise<string | undefined> {
  if (/^-|\s/.test(word)) return undefined;
  return await git(project, 'rev-parse', '--verify', '--quiet', `${word}^{commit}`).catch(() => undefined);
}

/**
 * The files of a commit, in a folder of their own below the project: what is installed in the project is found from there.
 * The folder goes when this is disposed of.
 */
export class CheckedOut implements AsyncDisposable {
  /** Where the project is in that commit. */
  readonly project: string;
  readonly #repository: string;
  readonly #folder: string;

  private constructor(project: string, repository: string, folder: string) {
    this.project = project;
    this.#repository = repository;
    this.#folder = folder;
  }

  /** Throws where git does not give the files. */
  static async open(project: string, commit: string, out: string): Promise<CheckedOut> {
    const repository = await git(project, 'rev-parse', '--show-toplevel');
    const folder = resolve(project, out, 'versions', `${commit.slice(0, 12)}-${process.pid}`);
    await git(project, 'worktree', 'add', '--quiet', '--detach', folder, commit);
    return new CheckedOut(join(folder, relative(repository, project)), repository, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    await git(this.#repository, 'worktree', 'prune');
  }
}
