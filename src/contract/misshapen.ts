import { choicesOf, type Flaw, type Form } from './form.ts';
import type { Mended } from './mended.ts';
import { flawOf } from './pattern.ts';
import { at, steps } from './pointer.ts';
import type { Problem } from './problem.ts';
import { exampleOf, remedyFor } from './remedy.ts';
import type { Meant } from './respell.ts';
import { show } from './show.ts';

/** What a problem says. */
export type Told = Pick<Problem, 'rule' | 'message' | 'remedy'>;

/** Of a value that is wrong or missing. */
export function wrongValue({ kind, pointer, form }: Flaw, rest: Mended): Told {
  const where = named(rest, pointer);
  const found = at(rest.value, pointer);
  if (kind === 'missing') return missing(pointer, form, rest);
  if (kind === 'empty')
    return { rule: 'shape', message: `${where} is empty.`, remedy: `Write \`${exampleOf(form)}\`.` };
  if (kind === 'choice') return wrongChoice(where, form, choicesOf(form, found));
  const why = form.format === 'regex' && typeof found === 'string' ? ` (${flawOf(found)})` : '';
  return {
    rule: 'shape',
    message: `${where} is ${show(found)}; it must be ${form.title}${why}.`,
    remedy: (found === null && glued(lastOf(pointer))) || remedyFor(form, found),
  };
}

function missing(pointer: string, form: Form, rest: Mended): Told {
  const key = lastOf(pointer);
  const where = named(rest, pointer.slice(0, pointer.lastIndexOf('/'))).replace(/^the/, 'The');
  return {
    rule: 'missing-key',
    message: `${where} has no \`${key}\`: ${form.description}.`,
    remedy: `Add \`${key}: ${exampleOf(form)}\`.`,
  };
}

function wrongChoice(where: string, form: Form, taken: readonly string[]): Told {
  const choices = (form.oneOf ?? []).map(({ required }) => required[0]);
  return {
    rule: 'shape',
    message: `${where} needs exactly one of ${choices.join(', ')}, and has ${taken.join(' and ') || 'none'}.`,
    remedy: taken.length > 0 ? 'Keep one of them.' : `Write \`${exampleOf(form)}\`.`,
  };
}

/** Of a key that the format does not have. */
export function unknownKey({ pointer, form }: Flaw, rest: Mended, meant: Meant | undefined): Told {
  const key = lastOf(pointer);
  const keys = Object.keys(form.properties ?? {}).filter((k) => !k.startsWith('$'));
  const guess = meant && (meant.path.length > 1 ? movedTo(meant.path, key) : `Did you mean \`${meant.key}\`?`);
  return {
    rule: 'unknown-key',
    message: `${show(key)} is not a key of ${named(rest, pointer.slice(0, pointer.lastIndexOf('/')))}.`,
    remedy: glued(key) ?? outOfPlace.get(key) ?? guess ?? `Its keys: ${keys.join(', ')}.`,
  };
}

/** Of a name that its author chose, and that cannot be one; `fit`: one that can. */
export function wrongName({ pointer, form }: Flaw, fit: string): Told {
  const name = lastOf(pointer);
  return {
    rule: 'shape',
    message: `${show(name)} cannot be a key here; it must be ${form.title}.`,
    remedy: outOfPlace.get(name) ?? `Write \`${fit}\`.`,
  };
}

/** A part of the file as its author would name it: `waivers[0].until`. */
function named(rest: Mended, pointer: string): string {
  const path = steps(rest.origin(pointer)).map((key, i) => {
    if (/^\d+$/.test(key)) return `[${key}]`;
    return /^[\w-]+$/.test(key) ? `${i > 0 ? '.' : ''}${key}` : `[${show(key)}]`;
  });
  return path.length === 0 ? rest.whole : `\`${path.join('')}\``;
}

const lastOf = (pointer: string): string => steps(pointer).at(-1) ?? '';

/** `{status:200}` is one key without a value. */
const glued = (key: string): string | undefined =>
  /^[\w-]+:\S/.test(key) ? 'Write a space after the colon.' : undefined;

const movedTo = (path: readonly string[], key: string): string => {
  const place = `Move it into \`${path.slice(0, -1).join('.')}\``;
  return path.at(-1) === key ? `${place}.` : `${place}, as \`${path.at(-1)}\`.`;
};

// Keys with a meaning of their own elsewhere.
const outOfPlace = new Map([
  ['$ref', 'Write the value out: `$ref` is read where a JSON Schema or an example stands.'],
  ['<<', 'Write the keys out: merge keys are not read.'],
]);
