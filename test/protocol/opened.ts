import type { Dependency } from '../../src/contract/contract.ts';
import type { ParamValues } from '../../src/fault/fault.ts';
import type { Call } from '../../src/observation/observation.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { brought } from '../dependencies.ts';

/** What is asked of a simulated service, and the fault that strikes each call of one of its operations. */
interface Options extends Partial<Dependency> {
  readonly seed?: number;
  readonly struck?: { readonly operation: string; readonly fault: string; readonly params?: ParamValues };
}

/** A service of this protocol: what a client gets from it, and the calls that it made. */
export async function asked(
  protocol: string,
  { seed = 1, struck, ...parts }: Options,
  ask: (simulator: Simulator) => Promise<unknown>,
): Promise<{ got: unknown; calls: readonly Call[] }> {
  await using simulator = await Simulator.open(brought(protocol, parts));
  const schedule = struck ? [{ dependency: 'dep', call: 1, recurs: 'every' as const, params: {}, ...struck }] : [];
  await simulator.begin({ seed, schedule });
  const got = await ask(simulator).catch((error: unknown) => error);
  return { got, calls: await simulator.end() };
}

/** The operations that were called, in their order; `!` behind those with a flaw. */
export const named = (calls: readonly Call[]): string[] =>
  calls.map(({ operation = '?', flaws }) => (flaws.length > 0 ? `${operation}!` : operation));

/** A collection with what most tests of stores ask for. */
export const documents = {
  dimension: 3,
  payload: {
    type: 'object',
    required: ['document', 'lang'],
    properties: { document: { type: 'string', minLength: 1 }, lang: { enum: ['de', 'en'] } },
  },
  examples: [
    { document: 'How to send a parcel back', lang: 'en' },
    { document: 'Wie man ein Paket zurückschickt', lang: 'de' },
  ],
};
