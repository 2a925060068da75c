import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, sep } from 'node:path';
import type { Loaded, Located } from '../contract/load.ts';
import { showPath } from '../contract/show.ts';
import { loadContract } from '../run/load.ts';
import { commitNamed } from './checked-out.ts';

/** A contract as it stands in a file, or as it stood in a commit. */
export interface ContractVersion extends Loaded {
  /** A place as its reader can find it. */
  readonly named: (place: Located) => Located;
}

/** Reads `path`, or `REF:path` out of git, with all that it refers to. A string says why it cannot be had. */
export async function readVersion(text: string): Promise<ContractVersion | string> {
  const [, ref, path] = existsSync(text) ? [] : (/^(?:git:)?([^:]+):(.+)$/.exec(text) ?? []);
  if (ref === undefined || path === undefined) return { ...loadContract(text), named: (place) => place };
  const commit = await commitNamed(process.cwd(), ref);
  if (commit === undefined) return `${text} cannot be had: git knows no commit ${ref} here. Name a file, or REF:path.`;
  const here = git(['rev-parse', '--show-prefix']).trim();
  const inside = posix.normalize(here + path);
  if (inside.startsWith('../')) return `${text} cannot be had: it leads out of the repository. Name a file in it.`;
  using folder = new DeclaredFiles(ref);
  const problem = folder.fill(commit);
  if (problem !== undefined) return `${text} cannot be had: ${problem}`;
  const loaded = loadContract(join(folder.path, inside));
  const named = (place: Located) => ({ ...place, file: folder.named(place.file) });
  return { ...loaded, problems: loaded.problems.map((problem) => ({ ...problem, file: named(problem).file })), named };
}

const git = (args: readonly string[], options: { input?: string; index?: string } = {}): string =>
  execFileSync('git', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(options.index ? { GIT_INDEX_FILE: options.index } : {}) },
    ...(options.input === undefined ? {} : { input: options.input }),
  });

/** The YAML and JSON files of a commit, in a folder of their own; the repository, its index and its work tree are left alone. */
class DeclaredFiles implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'shakedown-')));

  readonly #ref: string;

  constructor(ref: string) {
    this.#ref = ref;
  }

  /** Answers why it cannot be filled. */
  fill(commit: string): string | undefined {
    try {
      const root = git(['rev-parse', '--show-toplevel']).trim();
      const index = join(this.path, '.index');
      git(['-C', root, 'read-tree', commit], { index });
      const files = git(['-C', root, 'ls-files', '-z', '--', '*.yaml', '*.yml', '*.json'], { index });
      git(['-C', root, 'checkout-index', '-z', '--stdin', `--prefix=${this.path}/`], { index, input: files });
      // So that it is known as the folder of a project.
      mkdirSync(join(this.path, '.git'));
      return undefined;
    } catch (error) {
      const told = (error as { stderr?: string }).stderr?.trim().split('\n')[0];
      return `${told ?? (error as Error).message}.`;
    }
  }

  /** A file as git would name it. */
  named(file: string): string {
    const shown = [this.path, showPath(this.path)].find((path) => file === path || file.startsWith(path + sep));
    return shown === undefined ? file : `${this.#ref}:${file.slice(shown.length + 1)}`;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
