import type { SeenRequest, SlimCall } from '../observation/observation.ts';

/** Where the time of one request went, in milliseconds. */
export interface Spent {
  /** From the moment at which it was to be sent to the last byte of its answer. */
  readonly total: number;
  /** The part of it in which no dependency worked for it, and it did not wait to ask one again. */
  readonly added: number;
  /** Dependency → the part of it in which that one worked for it, as measured. */
  readonly dependencies: Readonly<Record<string, number>>;
  /** The part of it that passed between an attempt that came to nothing and the next one. */
  readonly waiting: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Of calls side by side the time counts once, of calls one after the other each counts. */
export function spent({ due, took, calls }: Pick<SeenRequest, 'due' | 'took' | 'calls'>): Spent {
  const during = (from: number, to: number): Stretch => ({
    from: Math.min(took, Math.max(0, from - due)),
    to: Math.min(took, Math.max(0, to - due)),
  });
  const working = calls.map(({ began, ended }) => during(began, ended));
  const pauses = calls.flatMap((call) => {
    const failed = before(call, calls);
    return failed ? [during(failed.ended, call.began)] : [];
  });
  const busy = covered(working);
  const all = covered([...working, ...pauses]);
  const names = [...new Set(calls.map(dependencyOf))];
  return {
    total: took,
    added: took - all,
    dependencies: Object.fromEntries(
      names.map((name) => [name, covered(working.filter((_, i) => dependencyOf(calls[i]!) === name))]),
    ),
    waiting: all - busy,
  };
}

/** `search.similar` → `search`. */
export const dependencyOf = ({ to }: Pick<SlimCall, 'to'>): string => to.slice(0, to.indexOf('.'));

/** The last attempt at the same that had come to nothing by then. */
function before(call: SlimCall, calls: readonly SlimCall[]): SlimCall | undefined {
  const earlier = calls.filter((c) => c.to === call.to && c.ended <= call.began);
  const last = earlier.sort((a, b) => a.ended - b.ended).at(-1);
  return last && last.end !== 'complete' ? last : undefined;
}

/** How long at least one of them lasts. */
function covered(stretches: readonly Stretch[]): number {
  let until = 0;
  let sum = 0;
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

/** The longest row of calls of a request in which each began after the one before it had ended. */
export function oneAfterTheOther({ calls }: Pick<SeenRequest, 'calls'>): SlimCall[] {
  const best = new Map<SlimCall, { length: number; row: SlimCall[] }>();
  const byEnd = [...calls].sort((a, b) => a.ended - b.ended);
  for (const call of byEnd) {
    const earlier = byEnd.flatMap((c) => (c !== call && c.ended <= call.began ? (best.get(c) ?? []) : []));
    const longest = earlier.reduce((a, b) => (b.length > a.length ? b : a), { length: 0, row: [] as SlimCall[] });
    best.set(call, { length: longest.length + call.ended - call.began, row: [...longest.row, call] });
  }
  return [...best.values()].reduce((a, b) => (b.length > a.length ? b : a), { length: 0, row: [] as SlimCall[] }).row;
}
