import type { ParamValues } from '../../src/fault/fault.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { modelDependency } from '../dependencies.ts';

export interface Told {
  readonly replies?: readonly unknown[];
  readonly seed?: number;
  readonly fault?: string;
  readonly params?: ParamValues;
}

/** A model API, struck by a fault at its first call of an operation if one is named. */
export async function openModel(protocol: string, operation: string, told: Told = {}): Promise<Simulator> {
  const { replies = [], seed = 1, fault, params = {} } = told;
  const simulator = await Simulator.open(modelDependency(protocol, ...replies));
  const strike = fault ? [{ dependency: 'dep', operation, call: 1, recurs: 'first', fault, params } as const] : [];
  await simulator.begin({ seed, schedule: strike });
  return simulator;
}
