import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { withAt } from '../contract/pointer.ts';
import { type Spot, spots } from './break.ts';
import { plant } from './plant.ts';
import { hash } from './seed.ts';
import { standalone } from './standalone.ts';
import { valuesOf } from './values/values-of.ts';

/** A value, and the words in it that occur in no other. */
export interface Worded {
  readonly value: unknown;
  readonly words: readonly string[];
}

/** The same value with words of its own: behind free texts, and in the place of those that follow a pattern. */
export function ownWords(schema: Schema, value: unknown, seed: number): Worded {
  const word = `asked${(seed >>> 0).toString(36)}`;
  const words: string[] = [];
  let worded = plant(schema, value, word);
  if (JSON.stringify(worded).includes(word)) words.push(word);
  for (const spot of spots(schema, worded)) {
    const drawn = drawnText(schema, spot, hash(seed, spot.pointer));
    const next = drawn === undefined ? worded : withAt(worded, spot.pointer, drawn);
    if (drawn === undefined || !isValid(schema, next)) continue;
    worded = next;
    words.push(drawn);
  }
  return { value: worded, words };
}

// Shorter texts may be anywhere by chance.
const shortest = 6;

/** A text for a place that takes no free one. */
function drawnText(schema: Schema, { node, value }: Spot, seed: number): string | undefined {
  if (typeof value !== 'string' || node.pattern === undefined) return undefined;
  // Not plain words: those may be anywhere by chance, too.
  const drawn = fc.sample(valuesOf(standalone(node as Schema, schema), { examples: [value] }), { seed, numRuns: 20 });
  const telling = (text: unknown): text is string =>
    typeof text === 'string' && text.length >= shortest && /^[!-~]+$/.test(text) && text !== value;
  return drawn.find(telling);
}
