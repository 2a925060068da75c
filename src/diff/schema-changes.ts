import type { Schema } from '../contract/contract.ts';
import { steps } from '../contract/pointer.ts';
import { type Missed, missedBy } from '../schema/compare/compare.ts';
import type { Change } from './rule.ts';

interface Compared {
  readonly before: Schema;
  readonly after: Schema;
  /** Where the schema stands in the contract. */
  readonly pointer: string;
  /** What the values are: `The body of classify`. */
  readonly subject: string;
  /** `taken`: who sends them has to send other ones when less is allowed; `given`: who reads them, when more is. */
  readonly way: 'taken' | 'given';
  readonly breaks: readonly string[];
  /** Where a pointer into the compared schema leads, if that is not what stands in the contract. */
  readonly located?: (inside: string) => Pick<Change, 'pointer' | 'inside'>;
}

/** What a changed schema means for those who send or read its values. */
export function* schemaChanges(compared: Compared): Generator<Change> {
  const { before, after, way, pointer, subject, located } = compared;
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const missed = way === 'taken' ? missedBy(before, after) : missedBy(after, before);
  yield* missed.map((one) => breaking(one, compared));
  const eased = way === 'taken' ? missedBy(after, before) : missedBy(before, after);
  for (const one of eased)
    if (one.witness)
      yield {
        ...(located ? located(one.pointer) : { pointer, inside: one.pointer }),
        what: `${subject}: ${demandText(one, way === 'taken' ? one.may : one.must)}.`,
        breaks: [],
        bump: 'minor',
      };
  if (missed.length > 0 || eased.some(({ witness }) => witness)) return;
  const bump = eased.length > 0 ? 'minor' : 'patch';
  yield {
    pointer,
    what: `${subject}: the same values in other words${bump === 'minor' ? `, or ${way === 'taken' ? 'more' : 'fewer'}` : ''}.`,
    breaks: [],
    bump,
  };
}

function breaking(missed: Missed, { subject, way, breaks, pointer, located }: Compared): Change {
  const { witness, pointer: inside } = missed;
  return {
    ...(located ? located(inside) : { pointer, inside }),
    what: `${subject}: ${demandText(missed, way === 'taken' ? missed.must : missed.may)}.`,
    breaks,
    bump: 'major',
    ...(witness ? { witness } : { unclear: 'no value was found that shows it, and none can be ruled out' }),
  };
}

/** `items.0.label must have at most 9 characters`. */
function demandText({ place }: Missed, said: string): string {
  const where = steps(place).join('.');
  return where === '' ? said : `\`${where}\` ${said}`;
}
