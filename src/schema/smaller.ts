import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { withAt } from '../contract/pointer.ts';
import { spots } from './break.ts';

/** Valid values a little smaller than a valid one, those that leave out most first. */
export function* smaller(schema: Schema, value: unknown): Generator<unknown> {
  for (const spot of spots(schema, value)) {
    for (const less of reductions(spot.value)) {
      const candidate = withAt(value, spot.pointer, less);
      if (isValid(schema, candidate)) yield candidate;
    }
    if (spot.required || spot.pointer === '' || /\/\d+$/.test(spot.pointer)) continue;
    const without = withAt(value, spot.pointer, undefined);
    if (isValid(schema, without)) yield without;
  }
}

function* reductions(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    if (value.length > 0) yield [];
    for (let n = 1; n < value.length - 1; n *= 2) yield value.slice(0, n);
    if (value.length > 1) yield value.slice(0, -1);
    return;
  }
  if (typeof value !== 'string') return;
  // By characters: half of one is none.
  const letters = [...value];
  if (letters.length > 0) yield '';
  for (let n = 1; n < letters.length - 1; n *= 2) yield letters.slice(0, n).join('');
  if (letters.length > 1) yield letters.slice(0, -1).join('');
}
