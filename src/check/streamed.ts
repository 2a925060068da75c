import { isDeepStrictEqual } from 'node:util';
import type { Answer, AnswerEvent, Operation } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { at, step } from '../contract/pointer.ts';
import { show } from '../contract/show.ts';
import { countOf, type SeenEvent, type SeenStream } from '../observation/stream.ts';
import type { Broken } from './check.ts';

/** What a stream of events says. */
export interface Reading {
  /** The declared answer that the event which ends it says. */
  readonly answer?: Answer;
  /** The first way in which it is not what was declared. */
  readonly flaw?: Pick<Broken, 'told' | 'expected' | 'cites' | 'shape'>;
}

type Flaw = NonNullable<Reading['flaw']>;

/** Reads the stream of an answer that is `declared` by its first lines. */
export function readStream(operation: Operation, declared: Answer, stream: SeenStream): Reading {
  const cites = step(`/upstream/${operation.name}/answers`, declared.name);
  const kinds = Object.values(declared.stream!.events);
  let end: AnswerEvent | undefined;
  const reading = (flaw: Flaw | undefined): Reading => ({
    ...(end && Object.hasOwn(operation.answers, end.ends!) ? { answer: operation.answers[end.ends!]! } : {}),
    ...(flaw ? { flaw } : {}),
  });
  for (const [i, event] of stream.events.entries()) {
    const malformed = stream.flaws.find(({ after }) => after <= i);
    if (malformed) return reading(notWellFormed(malformed.message, cites));
    const kind = kindOf(kinds, event);
    if (end) return reading(behindTheEnd(end, `\`${kind?.name ?? nameIn(event)}\``, cites));
    const number = i + 1 + (stream.leftOut && i >= stream.leftOut.after ? stream.leftOut.count : 0);
    const flaw = kind ? otherData(kind, event, number, cites) : undeclared(kinds, event, number, cites);
    if (flaw) return reading(flaw);
    if (kind?.ends !== undefined) end = kind;
  }
  return reading(flawOfTheEnd(stream, { kinds, end, cites }));
}

const undeclared = (kinds: readonly AnswerEvent[], event: SeenEvent, number: number, cites: string): Flaw => ({
  told: `Event ${number} of the stream, ${nameIn(event)}, is none of the declared ones.`,
  expected: `only ${kinds.map(({ name }) => name).join(', ')}`,
  cites: `${cites}/events`,
  shape: 'undeclared event',
});

function otherData(kind: AnswerEvent, event: SeenEvent, number: number, cites: string): Flaw | undefined {
  const wrong = misfit(kind, event);
  if (wrong === undefined) return undefined;
  return {
    told: `Event ${number} of the stream, \`${kind.name}\`, is not what was declared: ${wrong}.`,
    expected: `\`${kind.name}\` with data that satisfies its schema`,
    cites: `${step(`${cites}/events`, kind.name)}/data`,
    shape: `${kind.name} with other data`,
  };
}

/** What is wrong with how a stream ended whose events are all right. */
function flawOfTheEnd(
  stream: SeenStream,
  {
    kinds,
    end,
    cites,
  }: { readonly kinds: readonly AnswerEvent[]; readonly end: AnswerEvent | undefined; readonly cites: string },
): Flaw | undefined {
  const [malformed] = stream.flaws;
  if (malformed) return notWellFormed(malformed.message, cites);
  if (stream.end === 'complete' && stream.rest !== undefined)
    return {
      told: `The stream ended within an event, which no client hears of: ${show(stream.rest)}.`,
      expected: 'an end behind a whole event',
      cites: `${cites}/stream`,
      shape: 'ends within an event',
    };
  if (end || stream.end === 'stalled' || stream.end === 'left') return undefined;
  const ending = kinds.filter(({ ends }) => ends !== undefined).map(({ name }) => name);
  return {
    told: `The stream ${stream.end === 'cut' ? 'broke off' : 'ended'} after ${eventsSeen(stream)}, and none says how it ends.`,
    expected: `${ending.join(' or ')} as its last event`,
    cites: `${cites}/events`,
    shape: 'no event that ends it',
  };
}

const notWellFormed = (message: string, cites: string) => ({
  told: `The stream is not well-formed: ${message}.`,
  expected: 'a stream that every client reads alike',
  cites: `${cites}/stream`,
  shape: `not well-formed: ${message.replace(/:.*/s, '')}`,
});

const behindTheEnd = (end: AnswerEvent, what: string, cites: string) => ({
  told: `The stream went on after \`${end.name}\`, which ends it: with ${what}.`,
  expected: `nothing behind \`${end.name}\``,
  cites: step(`${cites}/events`, end.name),
  shape: 'goes on after its end',
});

const eventsSeen = (stream: SeenStream): string => {
  const count = countOf(stream);
  return count === 1 ? 'one event' : `${count} events`;
};

/** `done`, or the beginning of a line that has no name. */
const nameIn = ({ name, data }: SeenEvent) => (name === undefined ? show(data) : `"${name}"`);

/** Which of the declared kinds an event is: the first that fits, those with a `where` before the others. */
export function kindOf(kinds: readonly AnswerEvent[], event: SeenEvent): AnswerEvent | undefined {
  const named = kinds.filter((kind) => kind.event === undefined || kind.event === event.name);
  const values = valuesOf(event);
  const telling = named.filter(({ where }) => Object.keys(where).length > 0);
  return (
    telling.find(({ where }) =>
      Object.entries(where).every(([pointer, value]) =>
        values.some((found) => isDeepStrictEqual(at(found, pointer), value)),
      ),
    ) ?? named.find((kind) => !telling.includes(kind))
  );
}

/** Data is JSON, or a text. */
function valuesOf({ data }: SeenEvent): unknown[] {
  try {
    return [JSON.parse(data), data];
  } catch {
    return [data];
  }
}

function misfit({ data: schema }: AnswerEvent, event: SeenEvent): string | undefined {
  if (schema === undefined || event.cut) return undefined;
  const found = valuesOf(event).map((value) => violations(schema, value)[0]);
  const [first] = found;
  return found.every((violation) => violation !== undefined)
    ? `${first!.pointer || 'its data'} ${first!.message}`
    : undefined;
}
