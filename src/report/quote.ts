import type { Contract } from '../contract/contract.ts';
import { excerpt } from './printable.ts';

/** A line of a contract file, as it is written there. */
export interface QuotedLine {
  readonly line: number;
  readonly text: string;
  /** It says what was broken; the others tell where it stands. */
  readonly cited?: true;
}

const longestLine = 160;
const mostLines = 6;
const beginning = 3;

/** The lines behind a pointer, below the keys that they belong to; none where the text of the contract is not known. */
export function quote({ text, places }: Contract, pointer: string): QuotedLine[] {
  if (text === undefined) return [];
  const all = text.split(/\r?\n/);
  const quoted = (line: number): QuotedLine => ({ line, text: excerpt(all[line - 1] ?? '', longestLine) });
  const above: number[] = [];
  for (let p = pointer; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) {
    const line = places[p]?.line;
    if (line !== undefined && line !== above[0]) above.unshift(line);
  }
  const cited = above.pop();
  if (cited === undefined) return [];
  const block = blockAt(all, cited);
  const whole = block.length <= mostLines;
  // Of a long one the first lines tell what it is; only its head is what is cited.
  const shown = whole ? block : block.slice(0, beginning);
  const lines = shown.map((line, i): QuotedLine => ({ ...quoted(line), ...(whole || i === 0 ? { cited: true } : {}) }));
  return [...above.filter((line) => line < cited).map(quoted), ...lines];
}

/** A line and those below it that belong to it, as they stand further in. */
function blockAt(all: readonly string[], first: number): number[] {
  const depth = (line: number) => (all[line - 1] ?? '').search(/\S/);
  let last = first;
  while (last < all.length && last - first < mostLines && depth(last + 1) > depth(first)) last++;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
