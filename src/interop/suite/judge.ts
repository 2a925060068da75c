import { type ChildProcess, spawn } from 'node:child_process';
import { program } from '../../package-file.ts';
import type { Question, Ruling } from './question.ts';

/** Reads contracts in a process of its own: the modules of a suite need not be those that can. It starts with the first question. */
export class Judge implements AsyncDisposable {
  readonly #waiting = new Map<number, (ruling: Ruling) => void>();
  #child: ChildProcess | undefined;
  #asked = 0;

  async rule(question: Question): Promise<Ruling> {
    this.#child ??= this.#start();
    const child = this.#child;
    return await new Promise((resolve) => {
      const id = ++this.#asked;
      this.#waiting.set(id, resolve);
      child.send({ id, question }, () => {});
    });
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [program('ruling-process')], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let wrote = '';
    child.stderr!.on('data', (data: Buffer) => {
      wrote += data;
    });
    child.on('message', ({ id, ruling }: { readonly id: number; readonly ruling: Ruling }) => {
      this.#waiting.get(id)?.(ruling);
      this.#waiting.delete(id);
    });
    child.once('exit', () => {
      this.#child = undefined;
      const told = `The harness itself failed: ${wrote.trim() || 'it was ended'}`;
      for (const resolve of this.#waiting.values()) resolve({ pass: false, unclear: true, told });
      this.#waiting.clear();
    });
    return child;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await ended;
  }
}
