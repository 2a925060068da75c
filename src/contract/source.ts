import { readFileSync, statSync } from 'node:fs';
import { type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument } from 'yaml';
import type { Place } from './contract.ts';
import { step } from './pointer.ts';
import type { Problem } from './problem.ts';

/** A YAML or JSON file that was read safely, with the position of every value. */
export interface Source {
  /** The file as the user would name it. */
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a JSON Pointer stands, or its key; the nearest parent for what is absent. */
  place(pointer: string, of?: 'key' | 'value'): Place;
  /** All places: of the key in a map, of the item in a list. */
  places(): Record<string, Place>;
}

export type ReadResult = { readonly source: Source } | { readonly problems: readonly Problem[] };

// A contract has some hundred lines. The bounds keep what no person wrote from costing more than a moment:
// the parser's time grows with the square of the keys of one map, and its stack with the depth.
const maxBytes = 256 * 1024;
const maxTokens = 30_000;
const maxDepth = 50;
const maxAliases = 100;

/** Reads a YAML or JSON file. Follows no reference, runs nothing, and takes a moment whatever the file holds. */
export function readSource(path: string, file: string): ReadResult {
  const refuse = (message: string, remedy?: string, place: Place = { line: 1, column: 1 }): ReadResult => ({
    problems: [{ file, ...place, severity: 'error', rule: 'readable', message, ...(remedy ? { remedy } : {}) }],
  });
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return refuse('is a folder, not a file.', 'Name a .yaml or .json file in it.');
    if (!stat.isFile()) return refuse('is not a regular file.', 'Name a .yaml or .json file.');
    if (stat.size > maxBytes)
      return refuse(
        `is ${kib(stat.size)} KiB; at most ${kib(maxBytes)} KiB are read.`,
        'Move large examples into generated values: drop them and let the schema speak.',
      );
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return refuse(code === 'ENOENT' ? 'does not exist.' : `cannot be read: ${code}.`, 'Check the path.');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return refuse('holds a NUL byte: it is not text.', 'Save it as UTF-8 text.', placeAt(bytes, nul));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('is not UTF-8 text.', 'Save it as UTF-8 text.');
  }
  return parse(text, file, refuse);
}

type Refuse = (message: string, remedy?: string, place?: Place) => ReadResult;

function parse(text: string, file: string, refuse: Refuse): ReadResult {
  if (text.trim() === '') return refuse('is empty.', 'Write a contract, or copy the smallest one from the README.');
  const tooMuch = measure(text);
  if (tooMuch) return refuse(tooMuch, 'Write it by hand, or split it with `$ref`.');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((e) => ({
        file,
        ...linePlace(lines, e.pos[0]),
        severity: 'error',
        rule: 'syntax',
        message: syntaxMessage(e.message),
      })),
    };
  }
  if (file.endsWith('.json')) {
    const broken = jsonError(text);
    if (broken)
      return {
        problems: [
          { file, ...linePlace(lines, broken.offset), severity: 'error', rule: 'syntax', message: broken.message },
        ],
      };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maxAliases });
  } catch {
    return refuse(`expands its aliases more than ${maxAliases} times.`, 'Write the values out, or use `$ref`.');
  }
  if (isDeeper(value, maxDepth))
    return refuse(`is nested deeper than ${maxDepth} levels.`, 'Write it by hand, or split it with `$ref`.');
  return { source: new PlacedDocument(file, value, document, lines) };
}

/** True for circles, too: an anchor may stand inside itself. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Counts tokens and depth before anything is built from them; the message says what is too much. */
function measure(text: string): string | undefined {
  let tokens = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > maxTokens) return `has more than ${maxTokens} tokens.`;
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > maxDepth) return `is nested deeper than ${maxDepth} levels.`;
  }
  return undefined;
}

class PlacedDocument implements Source {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  #keys: Map<string, Place> | undefined;
  #values: Map<string, Place> | undefined;

  constructor(file: string, value: unknown, document: Document.Parsed, lines: LineCounter) {
    this.file = file;
    this.value = value;
    this.#document = document;
    this.#lines = lines;
  }

  place(pointer: string, of: 'key' | 'value' = 'value'): Place {
    const { keys, values } = this.#collected();
    for (let p = pointer; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) {
      const found = (of === 'key' ? keys : values).get(p) ?? values.get(p);
      if (found) return found;
    }
    return values.get('') ?? { line: 1, column: 1 };
  }

  places(): Record<string, Place> {
    const { keys, values } = this.#collected();
    return Object.fromEntries([...values.keys()].map((p) => [p, keys.get(p) ?? values.get(p)!]));
  }

  #collected() {
    if (!this.#keys || !this.#values) {
      this.#keys = new Map();
      this.#values = new Map();
      this.#collect(this.#document.contents, '', undefined);
    }
    return { keys: this.#keys, values: this.#values };
  }

  #collect(node: Node | null, pointer: string, place: Place | undefined): void {
    const here = place ?? linePlace(this.#lines, node?.range?.[0] ?? 0);
    this.#values!.set(pointer, here);
    // What stands behind an alias has the alias's place: that is where its reader looks.
    if (isAlias(node)) this.#collect(node.resolve(this.#document) ?? null, pointer, here);
    if (isSeq(node)) for (const [i, item] of node.items.entries()) this.#collect(item as Node, step(pointer, i), place);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const inner = step(pointer, name);
      this.#keys!.set(inner, place ?? linePlace(this.#lines, (key as Node).range?.[0] ?? 0));
      this.#collect(value as Node | null, inner, place);
    }
  }
}

function linePlace(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function placeAt(bytes: Buffer, offset: number): Place {
  const before = bytes.subarray(0, offset).toString('latin1');
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const kib = (bytes: number) => Math.ceil(bytes / 1024);

const syntaxMessage = (message: string) => `${message.split('\n')[0]!.replace(/ at line \d+.*$/, '')}.`;

/** YAML takes what JSON forbids (comments, trailing commas); a `.json` file has other readers, too. */
function jsonError(text: string): { offset: number; message: string } | undefined {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return undefined;
  } catch (error) {
    const message = (error as Error).message;
    return {
      offset: Number(/position (\d+)/.exec(message)?.[1] ?? 0),
      message: `is not JSON: ${message.replace(/ in JSON at position.*$/, '')}.`,
    };
  }
}
