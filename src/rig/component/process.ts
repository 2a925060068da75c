import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { now, sleep } from '../clock.ts';
import { type CpuWaits, cpuWaits } from './cpu-wait.ts';
import { descriptorsOf } from './descriptors.ts';
import { keepGuard, mark, ours } from './guard.ts';
import { Output } from './output.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** On the rig's clock. */
  readonly at: number;
}

// How long a component may take to end in order before it is killed.
const grace = 1000;

// The harness holds the other end of descriptor 3. When it is gone, however it ended, so is the component's group.
const watch = '{ cat >/dev/null; kill -KILL 0; } <&3 4<&- & exec 3<&-';

const alive = new Set<ComponentProcess>();
// The last resort, when the harness ends without closing its rigs: it may not wait here.
process.on('exit', () => {
  for (const component of alive) component.kill();
});

/** A component that runs as a process of its own, with all the processes that it starts. */
export class ComponentProcess implements AsyncDisposable {
  readonly output = new Output();
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  readonly #child: ChildProcess;
  readonly #id: string;

  private constructor(child: ChildProcess, id: string) {
    this.#child = child;
    this.#id = id;
    if (!child.stdin) child.stdout?.on('data', (data: Buffer) => this.output.add(data));
    // Of a process that has ended, or reads no more.
    child.stdin?.on('error', () => {});
    child.stderr?.on('data', (data: Buffer) => this.output.add(data));
    this.exited = new Promise((resolve) => {
      const ended = (code: number | null, signal: string | null) => {
        this.exit ??= { code, signal, at: now() };
        resolve(this.exit);
      };
      child.once('exit', ended);
      child.once('error', (error) => {
        this.output.add(Buffer.from(`${error.message}\n`));
        ended(127, null);
      });
    });
  }

  /**
   * Starts a shell command in a process group of its own, with these arguments as `$@`; nothing of it outlives the harness.
   * `messages`: it has a channel for them, as of `fork`. `asked`: it is spoken to on standard input, and answers on
   * standard output, which is then no part of what it wrote for people.
   */
  static start(
    command: string,
    options: {
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly args?: readonly string[];
      readonly messages?: boolean;
      readonly asked?: boolean;
    },
  ): ComponentProcess {
    keepGuard();
    const id = `${ours}-${++started}`;
    const { cwd, env, args = [], messages = false, asked = false } = options;
    const child = spawn('/bin/sh', ['-c', `${watch}\n${command}`, 'sh', ...args], {
      cwd,
      env: { ...env, [mark]: id },
      detached: true,
      stdio: [asked ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe', ...(messages ? (['ipc'] as const) : [])],
    });
    const component = new ComponentProcess(child, id);
    alive.add(component);
    return component;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What its threads have waited for a CPU so far, and those of all that it started. */
  cpuWaits(): CpuWaits {
    return this.#child.pid === undefined || this.exit ? new Map() : cpuWaits(this.#child.pid);
  }

  /** Of one that is `asked`. */
  write(text: string): void {
    if (this.#child.stdin?.writable) this.#child.stdin.write(text);
  }

  /** Of one that is `asked`: tells of what it answers, as it comes. */
  onAnswer(listener: (data: Buffer) => void): void {
    this.#child.stdout?.on('data', listener);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#child.on('message', listener);
  }

  /** Ends the component and everything that it started: asked first, killed after a second. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal('SIGTERM');
    const patience = new AbortController();
    await Promise.race([this.exited, sleep(grace, patience.signal)]);
    patience.abort();
    this.kill();
    await this.exited;
    alive.delete(this);
  }

  /** Process → file descriptors that it has open; of the component and everything that it started. */
  descriptors(): ReadonlyMap<number, number> {
    return descriptorsOf(marked(this.#id));
  }

  /** Kills the component and everything that it started, at once. */
  kill(): void {
    this.#signal('SIGKILL');
    for (const pid of marked(this.#id)) tryKill(pid, 'SIGKILL');
    alive.delete(this);
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined) tryKill(-this.#child.pid, signal);
  }
}

let started = 0;

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** The processes that carry the mark in their environment, as far as the system tells (Linux). */
function marked(id: string): number[] {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return pids.filter((pid) => environment(pid).includes(`${mark}=${id}\0`)).map(Number);
}

function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
