import fc from 'fast-check';
import type { Fault, ParamValues } from '../fault/fault.ts';
import type { Site } from '../fault/site.ts';

export interface ParamBudget {
  /** Most values of one parameter that are always tried. */
  readonly corners: number;
  /** How many are drawn beside them. */
  readonly drawn: number;
}

/**
 * The parameters of a fault's cases: every corner of every parameter at least once, then drawn ones. `fixed`: those
 * that are not to vary.
 */
export function paramValues(
  fault: Fault,
  site: Site,
  { corners, drawn }: ParamBudget,
  seed: number,
  fixed: ParamValues = {},
): ParamValues[] {
  const names = Object.keys(fault.params).filter((name) => !Object.hasOwn(fixed, name));
  const each = names.map((name) => fault.params[name]!.corners(site));
  const rows = Math.min(corners, Math.max(1, ...each.map((c) => c.length)));
  const tried = Array.from({ length: rows }, (_, i) => ({
    ...Object.fromEntries(names.map((name, n) => [name, each[n]![i % each[n]!.length]!])),
    ...fixed,
  }));
  if (names.length === 0) return tried;
  const all = fc.record(Object.fromEntries(names.map((name) => [name, fault.params[name]!.arbitrary])));
  return [...tried, ...fc.sample(all, { seed, numRuns: drawn }).map((values) => ({ ...values, ...fixed }))];
}
