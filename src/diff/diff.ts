import { createHash } from 'node:crypto';
import picomatch from 'picomatch';
import type { Contract } from '../contract/contract.ts';
import { step, steps } from '../contract/pointer.ts';
import { diffRules } from './index.ts';
import { type Bump, bumps, type Change, type Versions } from './rule.ts';

/** A change with the rule that knows what it means. */
export interface Told extends Change {
  readonly rule: string;
  /** Twelve hexadecimal digits: the same for the same change, whatever else is changed. */
  readonly fingerprint: string;
}

export interface Diff {
  /** Those that break somebody first, in the order of the rules. */
  readonly changes: readonly Told[];
  /** The smallest one that is right for all changes; where something cannot be told, right whatever it is. */
  readonly bump: Bump | 'none';
}

/** What the changes from one version of a contract to another one mean, and for whom. */
export function diff(versions: Versions): Diff {
  const told = diffRules.flatMap((rule) => [...rule.changes(versions)].map((change) => named(rule.name, change)));
  const changes = [...told, ...unread(versions)].sort((a, b) => weight(b) - weight(a));
  const highest = Math.max(-1, ...changes.map(({ bump }) => bumps.indexOf(bump)));
  return { changes, bump: bumps[highest] ?? 'none' };
}

const weight = ({ bump, unclear }: Change) => 2 * bumps.indexOf(bump) - (unclear === undefined ? 0 : 1);

function named(rule: string, change: Change): Told {
  const { pointer, inside = '' } = change;
  const told = change.inside === undefined || rule === 'about' ? '' : change.what;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([rule, pointer, inside, told]))
    .digest('hex')
    .slice(0, 12);
  return { ...change, rule, fingerprint };
}

/** Differences that no rule looks at: nothing is taken for harmless because nobody knows it. */
function unread({ before, after }: Versions): Told[] {
  const isRead = picomatch(
    diffRules.flatMap((rule) => rule.covers),
    { dot: true },
  );
  const places = [...differences(promises(before), promises(after), '')];
  return places
    .filter((pointer) => !isRead(globbed(pointer)))
    .map((pointer) =>
      named('other', {
        pointer,
        what: `${steps(pointer).join('.')} is another one.`,
        breaks: [],
        bump: 'major',
        unclear: 'no rule says what that means',
      }),
    );
}

const promises = ({ component, upstream, downstream, waivers }: Contract) => ({
  component,
  upstream,
  downstream,
  waivers,
});

/** A name with a slash in it is one part of a glob all the same. */
const globbed = (pointer: string) =>
  steps(pointer)
    .map((part) => part.replaceAll(/[/\\]/g, '-'))
    .join('/');

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Where two values differ, as deep as both have something there. */
function* differences(a: unknown, b: unknown, pointer: string): Generator<string> {
  if (JSON.stringify(a) === JSON.stringify(b)) return;
  if (!isMap(a) || !isMap(b)) {
    yield pointer;
    return;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
    yield* differences(a[key], b[key], step(pointer, key));
}
