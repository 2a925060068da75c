import type { Place } from './contract.ts';
import { at, step, withAt } from './pointer.ts';
import type { Source } from './source.ts';

type Edit =
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'item removed'; readonly list: string; readonly index: number };

/** A source that is put right step by step, so that the rest can be looked at, and still knows where all was written. */
export class Mended implements Source {
  readonly file: string;
  readonly text: string;
  /** What the whole of it is called: `the contract`. */
  readonly whole: string;
  value: unknown;
  readonly #source: Source;
  readonly #edits: Edit[] = [];

  constructor(source: Source, whole: string) {
    this.file = source.file;
    this.text = source.text;
    this.whole = whole;
    this.value = source.value;
    this.#source = source;
  }

  place(pointer: string, of?: 'key' | 'value'): Place {
    return this.#source.place(this.origin(pointer), of);
  }

  places(): Record<string, Place> {
    return this.#source.places();
  }

  /** The pointer at which the author wrote what is now at `pointer`. */
  origin(pointer: string): string {
    return this.#edits.reduceRight(undone, pointer);
  }

  /** Gives a key its right name; what it holds stays. */
  rename(pointer: string, name: string): void {
    const [parent, key] = [parentOf(pointer), keyOf(pointer)];
    const map = Object.entries(at(this.value, parent) as object);
    this.value = withAt(this.value, parent, Object.fromEntries(map.map(([k, v]) => [k === key ? name : k, v])));
    this.#edits.push({ kind: 'renamed', from: pointer, to: step(parent, name) });
  }

  remove(pointer: string): void {
    if (at(this.value, pointer) === undefined) return;
    const list = parentOf(pointer);
    if (Array.isArray(at(this.value, list)))
      this.#edits.push({ kind: 'item removed', list, index: Number(keyOf(pointer)) });
    this.value = withAt(this.value, pointer, undefined);
  }
}

function undone(pointer: string, edit: Edit): string {
  if (edit.kind === 'renamed') return isWithin(pointer, edit.to) ? edit.from + pointer.slice(edit.to.length) : pointer;
  const [index, ...rest] = pointer.startsWith(`${edit.list}/`) ? pointer.slice(edit.list.length + 1).split('/') : [];
  if (index === undefined || Number(index) < edit.index) return pointer;
  return [edit.list, Number(index) + 1, ...rest].join('/');
}

/** Whether `pointer` leads to what is at `outer`, or to a part of it. */
export function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

const parentOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'));
const keyOf = (pointer: string) =>
  pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
