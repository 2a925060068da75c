/** Something that takes a time: on any scale, as long as it is the same for all. */
export interface Weighed {
  readonly id: string;
  readonly weight: number;
}

/**
 * Id → the shard that it belongs to, from 1. The heaviest come first, each to the shard that has least so far: no shard has
 * more than another by more than one of them (Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
 * Whatever the order they are given in, the division is the same.
 */
export function divide(all: readonly Weighed[], total: number): Map<string, number> {
  const loads = Array.from({ length: total }, () => ({ weight: 0, count: 0 }));
  const ordered = [...all].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const division = new Map<string, number>();
  for (const { id, weight } of ordered) {
    const least = loads.reduce((best, one) =>
      one.weight < best.weight || (one.weight === best.weight && one.count < best.count) ? one : best,
    );
    least.weight += weight;
    least.count += 1;
    division.set(id, loads.indexOf(least) + 1);
  }
  return division;
}
