import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hears of a process that the module was loaded there which leads its connections. */
export class Witness implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'shakedown-led-'));

  get #file(): string {
    return join(this.#folder, 'led');
  }

  /** What the process is started with. */
  get variables(): Readonly<Record<string, string>> {
    return { SHAKEDOWN_WITNESS: this.#file };
  }

  get heard(): boolean {
    return existsSync(this.#file);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
