import fc from 'fast-check';
import type { Fault, ParamValues } from '../../src/fault/fault.ts';
import type { Site } from '../../src/fault/site.ts';

/** Every corner of every parameter at least once. */
export function corners(fault: Fault, site: Site): ParamValues[] {
  const names = Object.keys(fault.params);
  const each = names.map((name) => fault.params[name]!.corners(site));
  const rows = Math.max(1, ...each.map((values) => values.length));
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(names.map((name, n) => [name, each[n]![i % each[n]!.length]!])),
  );
}

/** All parameters of a fault, as a run draws them. */
export const paramsOf = ({ params }: Fault): fc.Arbitrary<ParamValues> =>
  fc.record(Object.fromEntries(Object.entries(params).map(([name, p]) => [name, p.arbitrary])), {
    noNullPrototype: true,
  });

/** Some drawn values, the same in every run. */
export function drawn(fault: Fault, count: number): ParamValues[] {
  return distinct(fc.sample(paramsOf(fault), { seed: 1912, numRuns: count }));
}

/** Those that were not there before. */
export function distinct(all: readonly ParamValues[]): ParamValues[] {
  return [...new Map(all.map((params) => [JSON.stringify(params), params])).values()];
}
