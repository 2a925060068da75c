import { type Flaw, type Form, flawsOf, hasType } from './form.ts';
import { isWithin, Mended } from './mended.ts';
import { type Told, unknownKey, wrongName, wrongValue } from './misshapen.ts';
import { at, step, steps } from './pointer.ts';
import type { Problem } from './problem.ts';
import { meant, nameFor } from './respell.ts';
import type { Source } from './source.ts';

type Json = Readonly<Record<string, unknown>>;

/** What of a file does not have the format's form, and the rest of it. */
export interface Shape {
  readonly problems: readonly Problem[];
  /** The file without what has the wrong form. Also keys that the format requires may be absent. */
  readonly rest: Mended;
  /** All that was written, with misspelt keys put right. */
  readonly written: Json;
  /** Pointers of what was reported, as the author would count them: what is wrong, and what is missing. */
  readonly reported: ReadonlySet<string>;
}

// Misspelt keys and wrong values stand inside each other at most as deep as the format goes.
const mostRounds = 20;

/**
 * Finds all that does not have the format's form; each mistake once, and nothing that only follows from another. `whole`:
 * what such a file is called, as in "the contract".
 */
export function checkShape(source: Source, format: Form, whole: string): Shape {
  const rest = new Mended(source, whole);
  const reported = new Set<string>();
  const problems = checkKeys(rest, format, reported);
  const written = rest.value as Json;
  problems.push(...checkValues(rest, format, reported));
  return { problems, rest, written, reported };
}

/** Reports keys that are unknown or cannot be names, gives them the name that was meant, and removes the others. */
function checkKeys(rest: Mended, format: Form, reported: Set<string>): Problem[] {
  const problems: Problem[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const flaws = [...flawsOf(format, rest.value)];
    const keys = flaws.filter(({ kind }) => kind === 'unknown' || kind === 'unnameable');
    if (keys.length === 0) break;
    for (const flaw of keys)
      problems.push(flaw.kind === 'unknown' ? checkKey(flaw, rest, reported) : checkName(flaw, rest));
  }
  return problems;
}

function checkKey(flaw: Flaw, rest: Mended, reported: Set<string>): Problem {
  const { pointer, form } = flaw;
  const { parent, key, map } = around(rest, pointer);
  const found = meant(key, form);
  const problem = problemAt(rest, pointer, 'key', unknownKey(flaw, rest, found));
  const free = found !== undefined && !Object.hasOwn(map, found.key);
  if (free && found.path.length === 1 && hasType(form.properties![found.key]!, map[key])) {
    rest.rename(pointer, found.key);
    return problem;
  }
  // What is somewhere else is not missing where it belongs.
  if (free) reported.add(rest.origin(step(parent, found.key)));
  else if (found && found.path.length > 1) reported.add(rest.origin(found.path.reduce<string>(step, parent)));
  rest.remove(pointer);
  return problem;
}

function checkName(flaw: Flaw, rest: Mended): Problem {
  const { key, map } = around(rest, flaw.pointer);
  const fit = nameFor(key, flaw.form);
  const problem = problemAt(rest, flaw.pointer, 'key', wrongName(flaw, fit));
  if (key === '$ref' || Object.hasOwn(map, fit)) rest.remove(flaw.pointer);
  else rest.rename(flaw.pointer, fit);
  return problem;
}

function around(rest: Mended, pointer: string): { parent: string; key: string; map: Json } {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return { parent, key: steps(pointer).at(-1)!, map: at(rest.value, parent) as Json };
}

/** Reports wrong and missing values, and removes the wrong ones. */
function checkValues(rest: Mended, format: Form, reported: Set<string>): Problem[] {
  const problems: Problem[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const flaws = [...flawsOf(format, rest.value)];
    for (const flaw of flaws) {
      const origin = rest.origin(flaw.pointer);
      // What turns up after the first round only follows from what was removed; so does what lacks a misplaced key.
      const said = reported.has(origin) || (flaw.kind === 'choice' && [...reported].some((r) => isWithin(r, origin)));
      if (round === 0 && !said)
        problems.push(problemAt(rest, flaw.pointer, flaw.kind === 'wrong' ? 'value' : 'key', wrongValue(flaw, rest)));
      reported.add(origin);
    }
    const wrong = flaws.filter(({ kind }) => kind === 'wrong');
    if (wrong.length === 0) break;
    // From the end, so that the items of a list keep their numbers while others are removed.
    for (const { pointer } of wrong.reverse()) rest.remove(pointer);
  }
  return problems;
}

const problemAt = (rest: Mended, pointer: string, of: 'key' | 'value', what: Told): Problem => ({
  file: rest.file,
  ...rest.place(pointer, of),
  severity: 'error',
  ...what,
});
