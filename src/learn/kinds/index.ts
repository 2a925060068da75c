import { allMesses } from '../../mess/index.ts';
import type { Mess } from '../../mess/mess.ts';
import { boundKinds } from './bounds.ts';
import type { BreakingKind } from './kind.ts';
import { memberKinds } from './members.ts';
import { typeKinds } from './other-type.ts';
import { textKinds } from './texts.ts';
import { unreadableKinds } from './unreadable.ts';

export { allowedKinds } from './allowed.ts';
export { aroundKinds } from './around.ts';
export { wrappedKinds } from './wrapped.ts';
export { writtenKinds } from './written.ts';
export { unreadableKinds };

/** Every way to break a schema, the most telling first; the last fits all that is left. */
export const breakingKinds: readonly BreakingKind[] = [...typeKinds, ...textKinds, ...boundKinds, ...memberKinds];

/** A kind of deviation that no mess kind does. */
export const otherParameter = {
  name: 'other-parameter',
  summary: 'sends a parameter or a header that its schema forbids',
} as const;

const messes = new Map(allMesses.map(({ mess }) => [mess.name, mess]));

/** The mess kind that does the same as a kind of deviation; undefined where none does. */
export const messNamed = (kind: string): Mess | undefined => messes.get(kind);

/** What a request with a kind of deviation does, continuing "the caller …". */
export function summaryOf(kind: string): string {
  const own = [...breakingKinds, ...unreadableKinds, otherParameter].find(({ name }) => name === kind);
  return messes.get(kind)?.summary ?? own?.summary ?? kind;
}
