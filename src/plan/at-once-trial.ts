import fc from 'fast-check';
import type { Contract, Input, Operation, Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { withAt } from '../contract/pointer.ts';
import type { AtOnce } from '../observation/observation.ts';
import { type Spot, spots } from '../schema/break.ts';
import { plant } from '../schema/plant.ts';
import { hash } from '../schema/seed.ts';
import { standalone } from '../schema/standalone.ts';
import { valuesOf } from '../schema/values/values-of.ts';
import type { Learnt, Omission, Trial } from './trial.ts';

/** Requests under way at the same moment: enough that one waits while another is worked on. */
const together = 3;

/** Several clean requests at once, each with words of its own, so that an answer tells whose it is. */
export function atOnceTrial(
  contract: Contract,
  { operation: name, inputs }: Learnt,
  seed: number,
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[name]!;
  const id = `${name}/none/at-once`;
  const { input, calls } = inputs[0]!;
  const [own, ...others] = Array.from({ length: together }, (_, i) => marked(operation, input, hash(seed, id, i)));
  if (!own || [own, ...others].some((one, i, all) => one.words.length === 0 || overlaps(one, all.slice(i + 1)))) {
    omitted.push({ what: id, because: 'no text of its request can tell one request from another' });
    return [];
  }
  const played = { id: `${id}#1`, operation: name, seed: hash(seed, id), input: own.input, schedule: [] };
  const beside = { words: own.words, clean: input, others };
  return [
    {
      id,
      operation: name,
      site: 'none',
      fault: 'at-once',
      cases: [{ case: { ...played, atOnce: beside }, healthyCalls: calls, waits: false }],
    },
  ];
}

const overlaps = ({ words }: AtOnce['others'][number], others: AtOnce['others']) =>
  others.some((other) => other.words.some((word) => words.some((own) => own.includes(word) || word.includes(own))));

/** The same request with words of its own: behind free texts, and in the place of those that follow a pattern. */
function marked({ accepts }: Operation, input: Input, seed: number): AtOnce['others'][number] {
  if (accepts.body === undefined || input.body === undefined) return { input, words: [] };
  const word = `asked${(seed >>> 0).toString(36)}`;
  const words: string[] = [];
  let body = plant(accepts.body, input.body, word);
  if (JSON.stringify(body).includes(word)) words.push(word);
  for (const spot of spots(accepts.body, body)) {
    const drawn = drawnText(accepts.body, spot, hash(seed, spot.pointer));
    const next = drawn === undefined ? body : withAt(body, spot.pointer, drawn);
    if (drawn === undefined || !isValid(accepts.body, next)) continue;
    body = next;
    words.push(drawn);
  }
  return { input: { ...input, body }, words };
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
