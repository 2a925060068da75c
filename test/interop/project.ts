import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('../..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(house, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/**
 * A folder of its own in which the package is installed, beside others that `modules` has by name. What imports a runner
 * is copied, so that it finds the one that is there; the rest is linked.
 */
export function project(
  files: Readonly<Record<string, string>>,
  modules: Readonly<Record<string, string>>,
): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'shakedown-project-'));
  const installed = join(path, 'node_modules/shakedown');
  for (const room of readdirSync(join(house, 'dist')).filter((name) => !['interop', 'bundle'].includes(name)))
    link(join('dist', room), join(installed, 'dist', room));
  for (const file of ['package.json', 'dist/interop', 'dist/bundle'])
    cpSync(join(house, file), join(installed, file), { recursive: true });
  for (const name of Object.keys(dependencies)) link(join('node_modules', name), join(installed, 'node_modules', name));
  for (const [name, target] of Object.entries(modules)) link(target, join(path, 'node_modules', name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(house, target), path);
}

/** Runs a script of an installed module there, and answers what it printed. */
export async function runIn(
  path: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, args, {
    cwd: path,
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return { stdout, stderr };
}

/** The command lines of what still runs from there. */
export function runningIn(path: string): string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine);
  return lines.filter((line) => line.includes(path));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
