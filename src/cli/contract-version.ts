import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, sep } from 'node:path';
import type { Loaded, Located } from '../contract/load.ts';
import { showPath } from '../contract/show.ts';
import { loadContract } from '../run/load.ts';

/** A contract as it stands in a file, or as it stood in a commit. */
export interface ContractVersion extends Loaded {
  /** A place as its reader can find it. */
  readonly named: (place: Located) => Located;
}

/** Reads `path`, or `REF:path` out of git, with all that it refers to. A string says why it cannot be had. */
export function readVersion(text: string): ContractVersion | string {
  const [, ref, path] = existsSync(text) ? [] : (/^(?:git:)?([^:]+):(.+)$/.exec(text) ?? []);
  if (ref === undefined || path === undefined) return { ...loadContract(text), named: (place) => place };
  using folder = new Checkout();
  const problem = folder.fill(ref);
  if (problem !== undefined) return `${text} cannot be had: ${problem}`;
  const here = git(['rev-parse', '--show-prefix']).trim();
  const loaded = loadContract(join(folder.path, posix.normalize(here + path)));
  const named = (place: Located) => ({ ...place, file: folder.nameless(place.file, ref) });
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

/** The YAML and JSON files of a commit, in a folder of their own; the working tree and its index are left alone. */
class Checkout implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'shakedown-')));

  /** Answers why it cannot be filled. */
  fill(ref: string): string | undefined {
    try {
      const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).trim();
      const root = git(['rev-parse', '--show-toplevel']).trim();
      const index = join(this.path, '.index');
      git(['-C', root, 'read-tree', commit], { index });
      const files = git(['-C', root, 'ls-files', '-z', '--', '*.yaml', '*.yml', '*.json'], { index });
      git(['-C', root, 'checkout-index', '-z', '--stdin', `--prefix=${this.path}/`], { index, input: files });
      // So that it is known as the folder of a project.
      mkdirSync(join(this.path, '.git'));
      return undefined;
    } catch (error) {
      const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
      if (code === 'ENOENT') return 'there is no git here. Name files.';
      const told = (stderr ?? '').trim().split('\n')[0];
      return told ? `${told}.` : `git knows no commit ${ref}. Name a file, or REF:path.`;
    }
  }

  nameless(file: string, ref: string): string {
    const shown = [this.path, showPath(this.path)].find((path) => file === path || file.startsWith(path + sep));
    return shown === undefined ? file : `${ref}:${file.slice(shown.length + 1)}`;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
