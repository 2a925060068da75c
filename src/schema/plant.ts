import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { withAt } from '../contract/pointer.ts';
import { spots } from './break.ts';

const fixed = ['const', 'enum', 'pattern', 'format', 'contentMediaType'];

/** Writes `marker` behind every free text of a value, as long as it stays valid: if it surfaces anywhere, it came from here. */
export function plant(schema: Schema, value: unknown, marker: string): unknown {
  let planted = value;
  for (const { pointer, value: text, node } of spots(schema, value)) {
    if (typeof text !== 'string' || fixed.some((keyword) => keyword in node)) continue;
    const marked = withAt(planted, pointer, `${text} ${marker}`);
    if (isValid(schema, marked)) planted = marked;
  }
  return planted;
}
