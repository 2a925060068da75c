import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureContext } from 'node:tls';
import type { Proof } from '../../fault/arrival.ts';

/** The CA of this process: nobody else knows it, and it is gone with the process. */
export interface Authority {
  /** The PEM file with its certificate, which a component has to trust. */
  readonly file: string;
  /** What the simulators show in a handshake. */
  readonly contexts: Readonly<Record<Proof, SecureContext>>;
}

let made: Promise<Authority> | undefined;

/** Makes the CA and its certificates when they are asked for first. */
export function authority(): Promise<Authority> {
  made ??= make();
  return made;
}

async function make(): Promise<Authority> {
  // Most contracts need none: they need not wait until the library is loaded.
  const { issue } = await import('./certificates.ts');
  const { ca, contexts } = await issue();
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-ca-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  return { file, contexts };
}
