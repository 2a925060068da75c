import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one needs to talk to a mock. */
export interface Pass {
  readonly mock: 1;
  /** On the loopback interface. */
  readonly port: number;
  readonly token: string;
  readonly contract: string;
}

const place = (folder: string) => join(folder, 'mock.json');

export const freshToken = (): string => randomBytes(32).toString('hex');

/** Leaves a pass that only this user can read; gone with `[Symbol.dispose]`, unless somebody else has put his there. */
export function leavePass(folder: string, pass: Pass): Disposable {
  const file = place(folder);
  mkdirSync(folder, { recursive: true });
  // A file that is there keeps its mode and may be a link: it has to make room for a new one.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(pass)}\n`, { mode: 0o600, flag: 'wx' });
  return {
    [Symbol.dispose]: () => {
      if (findPass(folder)?.token === pass.token) rmSync(file, { force: true });
    },
  };
}

/** Undefined where there is none. */
export function findPass(folder: string): Pass | undefined {
  try {
    const pass = JSON.parse(readFileSync(place(folder), 'utf8')) as Partial<Pass>;
    return pass.mock === 1 && typeof pass.port === 'number' && typeof pass.token === 'string'
      ? (pass as Pass)
      : undefined;
  } catch {
    return undefined;
  }
}
