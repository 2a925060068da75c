import OpenAI from 'openai';
import type { ParamValues } from '../../../src/fault/fault.ts';
import type { ScheduledFault } from '../../../src/observation/observation.ts';
import { Simulator } from '../../../src/rig/simulator/simulator.ts';
import { openaiDependency } from '../../dependencies.ts';

interface Options {
  readonly replies?: readonly unknown[];
  readonly seed?: number;
  readonly operation?: 'chat' | 'responses' | 'embeddings';
  readonly fault?: string;
  readonly params?: ParamValues;
  readonly recurs?: 'first' | 'every';
}

/** A simulated model API with the real SDK as its client, struck by a fault from its first call on if one is named. */
export async function modelApi(options: Options = {}) {
  const { replies = [], seed = 1, operation = 'chat', fault, params = {}, recurs = 'first' } = options;
  const simulator = await Simulator.open(openaiDependency(...replies));
  const schedule: ScheduledFault[] = fault ? [{ dependency: 'dep', operation, call: 1, recurs, fault, params }] : [];
  await simulator.begin({ seed, schedule });
  return {
    simulator,
    client: new OpenAI({
      baseURL: `${simulator.url}/v1`,
      apiKey: 'key',
      maxRetries: 0,
      timeout: 10_000,
      logLevel: 'off',
    }),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}
