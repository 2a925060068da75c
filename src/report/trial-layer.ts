import { allMesses } from '../mess/index.ts';
import { shapes } from '../outage/index.ts';
import { latencyKinds } from '../plan/latency-trials.ts';
import { allFaults } from '../protocol/index.ts';
import type { TrialResult } from '../run/result.ts';

/** Where faults of several dependencies strike in one request. */
export const together = 'together';

/** Fault, shape of an outage, or kind of latency trial → its layer, in the order in which reports show them. */
export const layers: ReadonlyMap<string, string> = new Map([
  ...allFaults.map(({ fault, layer }) => [fault.name, layer] as const),
  ...shapes.map(({ name }) => [name, 'outage'] as const),
  ...latencyKinds.map((name) => [name, 'latency'] as const),
]);

/** Mess kind → its level. */
export const levels: ReadonlyMap<string, string> = new Map(allMesses.map(({ mess, level }) => [mess.name, level]));

/** In which column of a matrix a trial stands. */
export function layerOf({ id, scenario }: Pick<TrialResult, 'id' | 'scenario'>): string {
  const [, site, fault = ''] = id.split('/');
  if (scenario) return 'scenario';
  if (site === 'input') return levels.get(fault) ?? 'input';
  if (fault.includes('+')) return together;
  return layers.get(fault) ?? 'well';
}
