import { step } from '../contract/pointer.ts';
import { onlyIn, pairsOf } from './pairs.ts';
import type { Change } from './rule.ts';
import { schemaChanges } from './schema-changes.ts';

interface Headers {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly pointer: string;
  /** What they are the headers of. */
  readonly subject: string;
  readonly way: 'taken' | 'given';
  readonly breaks: readonly string[];
}

const textSchema = (pattern: string) => ({ type: 'string', pattern });

/** What changed headers mean for those who have to send them, or may rely on them. */
export function* headerChanges({ before, after, pointer, subject, way, breaks }: Headers): Generator<Change> {
  const one = (name: string, told: string, hurts: boolean): Change => ({
    pointer: step(pointer, name),
    what: `${subject}: ${told}.`,
    breaks: hurts ? breaks : [],
    bump: hurts ? 'major' : 'minor',
  });
  for (const name of onlyIn(after, before)) yield one(name, `the header ${name} has to be there`, way === 'taken');
  for (const name of onlyIn(before, after))
    yield { ...one(name, `the header ${name} may be missing`, way === 'given'), stands: 'old' };
  for (const pair of pairsOf(before, after, pointer)) {
    const name = pair.pointer.slice(pointer.length + 1);
    const [was, now] = [textSchema(pair.before), textSchema(pair.after)];
    for (const change of schemaChanges({
      ...pair,
      before: was,
      after: now,
      subject: `${subject}: the header ${name}`,
      way,
      breaks,
    }))
      yield { ...change, pointer: pair.pointer, inside: '' };
  }
}
