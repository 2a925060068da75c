import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { program } from '../../package-file.ts';
import type { HostedModule } from './hosted-module.ts';
import type { FromHarness, Outcome, PlannedTests, ToHarness, Wanted } from './messages.ts';

/** Waits for the tests that a contract has: runners want to know them before they run anything. */
export function plannedTests(wanted: Wanted): PlannedTests {
  const { stdout, stderr, error } = spawnSync(process.execPath, [program('plan-process'), JSON.stringify(wanted)], {
    encoding: 'utf8',
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    return JSON.parse(stdout) as PlannedTests;
  } catch {
    return { component: wanted.file, failed: `The harness itself failed: ${error?.message ?? stderr.trim()}` };
  }
}

/**
 * The harness in a process of its own: what it measures is not held up by tests, and what tests do to the modules of
 * their process does not touch it. It starts with the first trial that is asked for.
 */
export class Harness implements AsyncDisposable {
  readonly #wanted: Wanted;
  /** What runs the component, where that is a module of this process. */
  readonly #hosted: HostedModule | undefined;
  readonly #waiting = new Map<string, { resolve(outcome: Outcome): void; reject(error: Error): void }>();
  #child: ChildProcess | undefined;
  #failed: Error | undefined;

  constructor(wanted: Wanted, hosted: HostedModule | undefined) {
    this.#wanted = wanted;
    this.#hosted = hosted;
  }

  async play(id: string): Promise<Outcome> {
    if (this.#failed) throw this.#failed;
    this.#child ??= this.#start();
    return await new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#tell({ kind: 'play', id });
    });
  }

  #start(): ChildProcess {
    const child = spawn(
      process.execPath,
      [program('play-process'), JSON.stringify(this.#wanted), this.#hosted ? 'here' : 'there'],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let wrote = '';
    child.stderr!.on('data', (data: Buffer) => {
      wrote += data;
    });
    child.on('message', (message: FromHarness) => this.#hear(message));
    child.once('exit', (code, signal) =>
      this.#fail(`The harness itself ended with ${signal ?? code}. ${wrote}`.trim()),
    );
    child.once('error', (error) => this.#fail(`The harness itself failed: ${error.message}`));
    return child;
  }

  #tell(message: ToHarness): void {
    if (this.#child?.connected) this.#child.send(message, () => {});
  }

  #hear(message: FromHarness): void {
    if (message.kind === 'failed') this.#fail(message.told);
    if (message.kind === 'played') {
      this.#waiting.get(message.id)?.resolve(message.outcome);
      this.#waiting.delete(message.id);
    }
    if (message.kind === 'start') void this.#host(message);
    if (message.kind === 'stop')
      void this.#hosted?.stop(message.start).then(() => this.#tell({ kind: 'stopped', start: message.start }));
  }

  async #host({ start, module, exportName, env }: Extract<FromHarness, { kind: 'start' }>): Promise<void> {
    try {
      const origin = await this.#hosted!.start(start, { module, exportName }, env);
      this.#tell({ kind: 'started', start, origin });
    } catch (error) {
      this.#tell({ kind: 'not started', start, why: String((error as Error)?.message ?? error) });
    }
  }

  #fail(why: string): void {
    this.#failed ??= new Error(why);
    for (const { reject } of this.#waiting.values()) reject(this.#failed);
    this.#waiting.clear();
  }

  /** Ends the component and the harness. */
  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    this.#failed ??= new Error('The tests of this contract are over.');
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    await this.#hosted?.stopAll();
  }
}
