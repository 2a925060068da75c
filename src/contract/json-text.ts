import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Limits, Mistake, ParsedText, Positions } from './parsed-text.ts';
import { step } from './pointer.ts';

/**
 * Reads JSON (RFC 8259) with the position of every value. Unlike `JSON.parse` it says where the text stops being JSON,
 * and which keys stand twice; of those the first counts, joined with what only the second has.
 */
export function readJsonText(text: string, { maxDepth }: Pick<Limits, 'maxDepth'>): ParsedText {
  const reader = new Reader(maxDepth);
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { positions: reader, mistakes: [tooDeep(0, maxDepth)] };
  }
  // After the first error the parser guesses, and complains about its own guesses.
  const [error] = errors;
  if (error) return { positions: reader, mistakes: [notJson(error, text)] };
  const value = reader.value(root!);
  const { mistakes, deep } = reader;
  return deep === undefined
    ? { value, positions: reader, mistakes }
    : { positions: reader, mistakes: [...mistakes, tooDeep(deep, maxDepth)] };
}

const tooDeep = (offset: number, maxDepth: number): Mistake => ({
  offset,
  rule: 'readable',
  message: `The file is nested deeper than ${maxDepth} levels.`,
  remedy: 'Split it with `$ref`.',
});

type Json = Record<string, unknown>;
const isMap = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

function joined(first: unknown, second: unknown): unknown {
  if (!isMap(first) || !isMap(second)) return first;
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, Object.hasOwn(first, key) ? joined(first[key], second[key]) : second[key]]),
  );
}

/** Collects what a tree says and where it says it. */
class Reader implements Positions {
  readonly keys = new Map<string, number>();
  readonly values = new Map<string, number>();
  readonly mistakes: Mistake[] = [];
  /** Where the tree was too deep to be read further. */
  deep: number | undefined;
  readonly #maxDepth: number;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  value({ type, offset, value, children = [] }: Node, pointer = '', depth = 0): unknown {
    if (!this.values.has(pointer)) this.values.set(pointer, offset);
    if (depth > this.#maxDepth) this.deep ??= offset;
    if (this.deep !== undefined) return undefined;
    if (type === 'array') return children.map((item, i) => this.value(item, step(pointer, i), depth + 1));
    if (type !== 'object') return value;
    const entries = new Map<string, unknown>();
    for (const { children: [key, inner] = [] } of children) this.#member(key!, inner!, entries, pointer, depth);
    return Object.fromEntries(entries);
  }

  #member({ value: key, offset }: Node, inner: Node, entries: Map<string, unknown>, above: string, depth: number) {
    const pointer = step(above, key);
    if (entries.has(key))
      this.mistakes.push({
        offset,
        message: `The key ${JSON.stringify(key)} stands twice in one map.`,
        remedy: 'Keep one of them.',
      });
    if (!this.keys.has(pointer)) this.keys.set(pointer, offset);
    const value = this.value(inner, pointer, depth + 1);
    entries.set(key, entries.has(key) ? joined(entries.get(key), value) : value);
  }
}

/** Plain words for what the parser complains about. */
function notJson({ error, offset, length }: ParseError, text: string): Mistake {
  const before = text.slice(0, offset).trimEnd();
  const found = text.slice(offset, offset + length);
  const says = (message: string, remedy: string, at = offset): Mistake => ({ offset: at, message, remedy });
  if (/^[}\]]/.test(found) && before.endsWith(','))
    return says('There is a comma after the last item.', 'Remove it: JSON allows none there.', before.length - 1);
  switch (printParseErrorCode(error)) {
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return says(...comment);
    case 'EndOfFileExpected':
      return says('There is more after the end of the value.', 'Remove it, or the bracket that closes too early.');
    case 'CloseBraceExpected':
      return says('The file ends inside a map.', 'Close it with }.', before.length);
    case 'CloseBracketExpected':
      return says('The file ends inside a list.', 'Close it with ].', before.length);
    case 'ColonExpected':
      return says(`A colon is missing after the key ${/"[^"]*"$/.exec(before)?.[0] ?? ''}.`, 'Write one.');
    case 'CommaExpected': {
      const word = /[^\s,:[\]{}"]*$/.exec(text.slice(0, offset))![0];
      if (word !== '') return unknownWord(word + wordAt(text, offset), before.length - word.length);
      return says('A comma is missing between two items.', 'Write one, or close the list or map before it.');
    }
    case 'UnexpectedEndOfString':
      return says('A text does not end.', 'Close it with a double quote; a line break in it is written \\n.');
    case 'InvalidCharacter':
      return says(
        'A text holds a control character.',
        'Write it as an escape, such as \\t.',
        offset + found.search(control),
      );
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return says(
        'A text holds an escape that JSON does not know.',
        'Write \\\\ for a backslash.',
        offset + wellEscaped.exec(found)![0].length,
      );
    default:
      if (offset >= text.trimEnd().length)
        return says('The file ends where a value should stand.', 'Write the value, and close what is open.');
      if (/[{,]$/.test(before) && /^[^\s,:[\]{}"]+\s*:/.test(text.slice(offset)) && !found.startsWith("'"))
        return says(`The key \`${wordAt(text, offset)}\` has no quotes.`, `Write \`"${wordAt(text, offset)}"\`.`);
      return unknownWord(wordAt(text, offset) || found, offset);
  }
}

const control = /[\u0000-\u001f]/;
const wellEscaped = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/;
const wordAt = (text: string, offset: number): string => /^[^\s,:[\]{}"]*/.exec(text.slice(offset))![0];
const comment = ['There is a comment, and JSON has none.', 'Remove it, or save the file as .yaml.'] as const;

/** What stands where only a value could stand. */
function unknownWord(word: string, offset: number): Mistake {
  const says = (message: string, remedy: string): Mistake => ({ offset, message, remedy });
  const stray = `There is \`${word.slice(0, 40)}\` where a value should stand.`;
  if (word.startsWith('#')) return says(...comment);
  if (word.startsWith("'")) return says('A text stands in single quotes.', 'Write double quotes.');
  if (/^[,:}\]]/.test(word)) return says(stray, 'Write the value, or remove what is before.');
  if (/^(true|false|null)$/i.test(word)) return says(stray, `Write \`${word.toLowerCase()}\`.`);
  if (/^[+-]?\.?\d/.test(word))
    return says(stray, 'A number in JSON has no plus, and no 0 or dot before its first digit.');
  return says(stray, 'Put it in double quotes.');
}
