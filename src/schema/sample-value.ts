import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import { Unsatisfiable } from './unsatisfiable.ts';
import { Draw } from './values/draw.ts';
import { drawnFrom } from './values/drawn-from.ts';
import { valuesOf } from './values/values-of.ts';

const known = new WeakMap<object, Draw>();

/** A valid value of plain words, the same for the same seed. Throws `Unsatisfiable` where none is found. */
export function sampleValue(schema: Schema, seed: number): unknown {
  const draw = drawOf(schema);
  try {
    return drawnFrom(seed, (random) => draw.plain(random));
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    // What plain words do not get to is drawn from the corners too, which also knows what to say where there is nothing.
    return fc.sample(valuesOf(schema), { seed, numRuns: 1 })[0];
  }
}

/** One of its own, not that of `valuesOf`: what is drawn there may not change what is drawn here. */
function drawOf(schema: Schema): Draw {
  if (typeof schema === 'boolean') return new Draw(schema);
  let draw = known.get(schema);
  if (!draw) {
    draw = new Draw(schema);
    known.set(schema, draw);
  }
  return draw;
}
