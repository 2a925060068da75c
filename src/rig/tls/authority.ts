import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contexts } from './certificates.ts';

/** The CA of this process: nobody else knows it, and it is gone with the process. */
export interface Authority {
  /** The PEM file with its certificate, which a component has to trust. */
  readonly file: string;
  /** What a simulator shows in a handshake that the component takes for this host. */
  contexts(host: string): Promise<Contexts>;
}

let made: Promise<Authority> | undefined;

/** Makes the CA when it is asked for first. */
export function authority(): Promise<Authority> {
  made ??= make();
  return made;
}

async function make(): Promise<Authority> {
  // Most contracts need none: they need not wait until the library is loaded.
  const { newAuthority } = await import('./certificates.ts');
  const { ca, issue } = await newAuthority();
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-ca-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  const issued = new Map<string, Promise<Contexts>>();
  const contexts = (host: string) => {
    const known = issued.get(host) ?? issue(host);
    issued.set(host, known);
    return known;
  };
  return { file, contexts };
}
