import { createRequire } from 'node:module';
import type { FromVerifier, StageCall, ToVerifier, VerifierOrder } from './wire.ts';

// Pact's verifier in a process of its own: its native core writes to standard output as it likes, and all of it is gone
// when the process ends.

const waiting = new Map<number, () => void>();
let last = 0;

process.on('disconnect', () => process.exit());
process.once('message', (order: VerifierOrder) => {
  process.on('message', ({ done }: ToVerifier) => {
    waiting.get(done)?.();
    waiting.delete(done);
  });
  void verify(order).then((told) => process.send!(told, () => process.disconnect()));
});

function call(what: StageCall): Promise<void> {
  const id = ++last;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    process.send!({ kind: 'call', id, call: what } satisfies FromVerifier);
  });
}

async function verify({ modulePath, origin, provider, pacts, states, timeout }: VerifierOrder): Promise<FromVerifier> {
  try {
    const { Verifier } = createRequire(import.meta.url)(modulePath) as typeof import('@pact-foundation/pact');
    const handlers = states.map((state) => {
      const setup = (params: object = {}) => call({ deed: 'set', state, params: { ...params } });
      return [state, { setup: async (params?: object) => void (await setup(params)) }] as const;
    });
    const verifier = new Verifier({
      providerBaseUrl: origin,
      provider,
      pactUrls: [...pacts],
      logLevel: 'error',
      timeout,
      beforeEach: () => call({ deed: 'begin' }),
      afterEach: () => call({ deed: 'end' }),
      stateHandlers: Object.fromEntries(handlers) as never,
    });
    return { kind: 'done', result: String(await verifier.verifyProvider()) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // A result that is not what the pacts want comes as an error, too.
    return text.startsWith('{') ? { kind: 'done', result: text } : { kind: 'failed', why: text };
  }
}
