import { spawn } from 'node:child_process';
import { program } from '../../../package-file.ts';
import type { FromVerifier, StageCall, VerifierOrder } from './wire.ts';

// Pact's core would send its requests through them, and none may leave this machine.
const proxies = /^(https?|all|no)_proxy$/i;

/** What came of the verifier: the JSON that its core tells, or why there is none. */
export type Verified = { readonly result: string } | { readonly failed: string };

/** Runs Pact's verifier to its end; nothing of it is left when this is over. `stage` does what it asks for meanwhile. */
export async function runVerifier(
  order: VerifierOrder,
  stage: (call: StageCall) => Promise<void>,
  signal: AbortSignal,
): Promise<Verified> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !proxies.test(name)));
  const child = spawn(process.execPath, [program('verifier-process')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env, PACT_DO_NOT_TRACK: '1' },
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      output = (output + data).slice(-4000);
    });
  try {
    return await new Promise<Verified>((resolve, reject) => {
      let told: Verified | undefined;
      child.on('message', (message: FromVerifier) => {
        if (message.kind === 'call')
          stage(message.call).then(() => child.connected && child.send({ done: message.id }), reject);
        else told = message.kind === 'done' ? { result: message.result } : { failed: message.why };
      });
      child.once('error', (error) => resolve({ failed: error.message }));
      child.once('close', (code, killed) =>
        resolve(told ?? { failed: `its process ended with ${killed ?? `exit code ${code}`}\n${output.trim()}` }),
      );
      child.send(order);
    });
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}
