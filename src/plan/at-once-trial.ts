import type { Contract, Input, Operation } from '../contract/contract.ts';
import type { AtOnce } from '../observation/observation.ts';
import { ownWords } from '../schema/own-words.ts';
import { hash } from '../schema/seed.ts';
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

/** The same request with words of its own. */
function marked({ accepts }: Operation, input: Input, seed: number): AtOnce['others'][number] {
  if (accepts.body === undefined || input.body === undefined) return { input, words: [] };
  const { value, words } = ownWords(accepts.body, input.body, seed);
  return { input: { ...input, body: value }, words };
}
