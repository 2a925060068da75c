import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { withAt } from '../contract/pointer.ts';
import { spots } from './break.ts';

const fixed = ['const', 'enum', 'pattern', 'format', 'contentMediaType', 'contentEncoding'];

/** A text of a value in which any words may stand, as far as its own schema says. */
interface FreeText {
  readonly pointer: string;
  readonly value: string;
}

export const freeTexts = (schema: Schema, value: unknown): FreeText[] =>
  [...spots(schema, value)].flatMap(({ pointer, value: text, node }) =>
    typeof text === 'string' && !fixed.some((keyword) => keyword in node) ? [{ pointer, value: text }] : [],
  );

/** Writes `marker` behind every free text of a value, as long as it stays valid: if it surfaces anywhere, it came from here. */
export function plant(schema: Schema, value: unknown, marker: string): unknown {
  const free = freeTexts(schema, value);
  const marked = (before: unknown, { pointer, value: text }: FreeText) => withAt(before, pointer, `${text} ${marker}`);
  const all = free.reduce<unknown>(marked, value);
  if (isValid(schema, all)) return all;
  return free.reduce<unknown>((before, spot) => {
    const next = marked(before, spot);
    return isValid(schema, next) ? next : before;
  }, value);
}
