import type { Contract, Input, Operation } from '../../contract/contract.ts';
import { written } from '../../mess/request.ts';
import type { Answered, Attribution, Case, SentRequest } from '../../observation/observation.ts';
import { drawn } from '../../outage/outage.ts';
import { ownWords } from '../../schema/own-words.ts';
import { hash } from '../../schema/seed.ts';
import { now, sleep } from '../clock.ts';
import { traced } from './compose.ts';
import { withOwnKeys } from './own-key.ts';
import type { ToSend } from './request.ts';

/** A request that is to come at a time, and how its calls are known. */
export interface Arrival {
  readonly operation: Operation;
  /** Milliseconds since the traffic began. */
  readonly due: number;
  readonly request: ToSend;
  /** What only this request says. */
  readonly words: readonly string[];
  readonly trace: string;
}

/** One request of a case with traffic. Without `own` words it is the clean one. */
export function composeArrival(
  operation: Operation,
  input: Input,
  { id, due, seed, own }: { readonly id: string; readonly due: number; readonly seed: number; readonly own: boolean },
): Arrival {
  const schema = operation.accepts.body;
  const { body: keyed } = withOwnKeys(operation, input, seed);
  const worded =
    own && schema !== undefined && keyed !== undefined ? ownWords(schema, keyed, seed) : { value: keyed, words: [] };
  const body = worded.value === undefined ? {} : { body: worded.value };
  const { request, trace } = traced(operation, written(operation, { ...input, ...body }), id);
  return { operation, due, request, words: worded.words, trace };
}

/**
 * All requests of a case with traffic, in the order of their times. Composing takes milliseconds each, so others get
 * their turn in between. `own`: each with words that no other one has, as far as there are enough of them.
 */
export async function composeTraffic(contract: Contract, played: Case, own: boolean): Promise<Arrival[]> {
  const { rate, before, during, after, beside = [] } = played.traffic!;
  const streams = [{ operation: played.operation, rate, input: played.input }, ...beside];
  const all: Arrival[] = [];
  for (const [n, stream] of streams.entries()) {
    const operation = contract.upstream[stream.operation]!;
    for (const [i, due] of times(stream.rate, before + during + after, hash(played.seed, 'times', n)).entries()) {
      const draw = (attempt: number) => {
        const seed = hash(played.seed, 'request', n, i, attempt);
        return composeArrival(operation, stream.input, { id: `${played.id} ${n} ${i}`, due, seed, own });
      };
      let arrival = draw(0);
      for (let attempt = 1; attempt < draws && isAmbiguous(arrival, all); attempt++) arrival = draw(attempt);
      all.push(arrival);
      await new Promise(setImmediate);
    }
  }
  return all.sort((a, b) => a.due - b.due);
}

const draws = 20;

/** One of its words is part of one of another request, or the other way round. */
const isAmbiguous = ({ words }: Arrival, others: readonly Arrival[]) =>
  others.some((other) => other.words.some((word) => words.some((mine) => word.includes(mine) || mine.includes(word))));

/** Whether each request can be told by its words from all others. */
export const areTold = (arrivals: readonly Arrival[]): boolean =>
  arrivals.every((arrival, i) => arrival.words.length > 0 && !isAmbiguous(arrival, arrivals.slice(i + 1)));

/** When requests come: so many a second, each somewhere in its own part of the second. */
function times(rate: number, length: number, seed: number): number[] {
  const count = Math.max(1, Math.floor((length * rate) / 1000));
  return Array.from({ length: count }, (_, i) => ((i + drawn(seed, i)) * 1000) / rate);
}

/** Sends each request at its time, whether or not the earlier ones were answered, and waits for all answers. */
export async function drive<A extends Pick<Arrival, 'due'>>(
  arrivals: readonly A[],
  origin: number,
  sendOne: (arrival: A) => Promise<Answered>,
  signal: AbortSignal | undefined,
): Promise<Answered[]> {
  const answers: Promise<Answered>[] = [];
  for (const arrival of arrivals) {
    // A timer may be a little early, and what is sent early seems to be answered early.
    for (let left = origin + arrival.due - now(); left > 0 && !signal?.aborted; left = origin + arrival.due - now())
      await sleep(left, signal);
    if (signal?.aborted) break;
    answers.push(sendOne(arrival));
  }
  return await Promise.all(answers);
}

/** What of a call tells whose it is. */
export type Heard = Pick<SentRequest, 'target' | 'headers'> & { readonly text: string };

/** Which of some requests a call belongs to: its place in the list. Undefined: it cannot be told. */
export function whose(arrivals: readonly Arrival[], by: Attribution): (call: Heard) => number | undefined {
  if (by === 'none' || by === 'turns') return () => undefined;
  if (by === 'trace') {
    const places = new Map(arrivals.map(({ trace }, i) => [trace, i]));
    return (call) => places.get(traceOf(call) ?? '');
  }
  // The longest first: a word may be the beginning of another one.
  const words = arrivals
    .flatMap((arrival, place) => arrival.words.map((word) => ({ word, place })))
    .sort((a, b) => b.word.length - a.word.length);
  return ({ target, text }) => words.find(({ word }) => text.includes(word) || target.includes(word))?.place;
}

function traceOf({ headers }: Heard): string | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'traceparent')?.[1];
  return value?.split('-')[1];
}
