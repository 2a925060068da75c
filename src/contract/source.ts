import type { Place } from './contract.ts';
import { readJsonText } from './json-text.ts';
import { Lines } from './lines.ts';
import type { Limits, Positions } from './parsed-text.ts';
import type { Problem } from './problem.ts';
import { readText } from './text.ts';
import { readYamlText } from './yaml-text.ts';

/** A YAML or JSON file that was read safely, with the position of every value. */
export interface Source {
  /** The file as the user would name it. */
  readonly file: string;
  readonly value: unknown;
  /** All that stands in it. */
  readonly text: string;
  /** Where the value at a JSON Pointer stands, or its key; the nearest parent for what is absent. */
  place(pointer: string, of?: 'key' | 'value'): Place;
  /** All places: of the key in a map, of the item in a list. */
  places(): Record<string, Place>;
}

/** The source is present if enough of the file could be read to look at it further. */
export interface ReadResult {
  readonly source?: Source;
  readonly problems: readonly Problem[];
}

// A contract has some hundred lines; what is larger was not written by a person.
const written: Limits = { maxKib: 256, maxTokens: 30_000, maxDepth: 50 };

/** Reads a YAML or JSON file. Follows no reference, runs nothing, and takes a moment whatever the file holds. */
export function readSource(path: string, file: string, limits: Limits = written): ReadResult {
  const severity = 'error' as const;
  const read = readText(path, limits.maxKib);
  if ('message' in read) {
    const { place = { line: 1, column: 1 }, ...told } = read;
    return { problems: [{ file, ...place, severity, rule: 'readable', ...told }] };
  }
  const { text } = read;
  const lines = new Lines(text);
  const { mistakes, ...found } = (file.endsWith('.json') ? readJsonText : readYamlText)(text, limits);
  const problems = mistakes.map(
    ({ offset, rule = 'syntax', ...told }): Problem => ({ file, ...lines.place(offset), severity, rule, ...told }),
  );
  if (!('value' in found)) return { problems };
  return { source: new PlacedSource(file, text, found.value, found.positions, lines), problems };
}

class PlacedSource implements Source {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  readonly #positions: Positions;
  readonly #lines: Lines;

  constructor(file: string, text: string, value: unknown, positions: Positions, lines: Lines) {
    this.file = file;
    this.text = text;
    this.value = value;
    this.#positions = positions;
    this.#lines = lines;
  }

  place(pointer: string, of: 'key' | 'value' = 'value'): Place {
    const { keys, values } = this.#positions;
    for (let p = pointer; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) {
      const found = (of === 'key' ? keys : values).get(p) ?? values.get(p);
      if (found !== undefined) return this.#lines.place(found);
    }
    return this.#lines.place(values.get('') ?? 0);
  }

  places(): Record<string, Place> {
    const { keys, values } = this.#positions;
    return Object.fromEntries([...values].map(([p, offset]) => [p, this.#lines.place(keys.get(p) ?? offset)]));
  }
}
