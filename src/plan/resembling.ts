import { steps } from '../contract/pointer.ts';
import type { MessProfile, SeenMess } from '../mess/profile.ts';
import { spread } from './spread.ts';

// A kind that is in every request gets this many times the places of one that was never seen.
const most = 4;

/** How one mess kind occurs in the traffic of one operation. */
export interface Occurrence {
  /** Requests with the kind ÷ requests of the operation: more than 0, at most 1. */
  readonly share: number;
  readonly at: SeenMess['at'];
}

/** Undefined where there is no profile, or the kind is not in it. */
export function occurrence(profile: MessProfile | undefined, operation: string, kind: string): Occurrence | undefined {
  const operations = profile?.operations ?? {};
  const seen = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  const mess = seen && Object.hasOwn(seen.mess, kind) ? seen.mess[kind] : undefined;
  if (!seen || !mess || mess.requests === 0) return undefined;
  return { share: Math.min(1, mess.requests / Math.max(1, seen.requests)), at: mess.at };
}

/**
 * Some places of one mess kind: `places` of them, and up to four times as many the more of the traffic has the kind,
 * first where the traffic has it. Kinds that were not seen keep their places: what comes next need not have come before.
 */
export function resembling<T>(
  all: readonly T[],
  places: number,
  seen: Occurrence | undefined,
  pointerOf: (one: T) => string,
): T[] {
  if (!seen) return spread(all, places);
  const count = Math.ceil(places * (1 + (most - 1) * seen.share));
  const often = (one: T) =>
    Math.max(0, ...Object.entries(seen.at).map(([pattern, n]) => (isAt(pointerOf(one), pattern) ? n : 0)));
  const ranked = all.map((one) => ({ one, n: often(one) })).sort((a, b) => b.n - a.n);
  const there = spread(
    ranked.filter(({ n }) => n > 0),
    count,
  );
  const elsewhere = spread(
    ranked.filter(({ n }) => n === 0),
    count - there.length,
  );
  return [...there, ...elsewhere].map(({ one }) => one);
}

/** Whether a JSON Pointer fits a pattern, in which a step `*` is any step. */
function isAt(pointer: string, pattern: string): boolean {
  const [these, those] = [steps(pointer), steps(pattern)];
  return these.length === those.length && those.every((step, i) => step === '*' || step === these[i]);
}
