import { isDeepStrictEqual } from 'node:util';
import type { Answer, AnswerEvent, Operation } from '../contract.ts';
import { suggest } from '../nearest.ts';
import { at, step } from '../pointer.ts';
import { duration } from '../units.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const streamsFit: Rule = {
  name: 'streams-fit',
  summary:
    'a streamed answer has events that can be told apart, and ends with one that names a declared answer; what is about streams stands where there is one',
  *check(draft) {
    for (const operation of Object.values(draft.contract.upstream)) {
      const pointer = step('/upstream', operation.name);
      for (const answer of Object.values(operation.answers)) {
        const place = step(`${pointer}/answers`, answer.name);
        if (draft.reported(`${place}/stream`)) continue;
        yield* answer.stream ? within(draft, operation, answer, place) : unstreamed(draft, operation, answer, place);
      }
      yield* neverOk(draft, operation, `${pointer}/answers`);
      yield* budgeted(draft, operation, `${pointer}/budget`);
    }
  },
};

const eventsOf = (answer: Answer): AnswerEvent[] => Object.values(answer.stream?.events ?? {});

function* unstreamed(draft: Draft, { answers }: Operation, answer: Answer, pointer: string): Generator<Complaint> {
  if (at(draft.written, `${pointer}/events`) !== undefined)
    yield {
      pointer: `${pointer}/events`,
      of: 'key',
      message: 'The events mean nothing without `stream`.',
      remedy: 'Add `stream: sse` or `stream: ndjson`, or remove them.',
    };
  const ended = Object.values(answers).some((other) => eventsOf(other).some(({ ends }) => ends === answer.name));
  if (answer.status.length === 0 && !ended && !draft.reported(`${pointer}/status`))
    yield {
      pointer,
      of: 'key',
      message: `The answer \`${answer.name}\` has no \`status\`, and no event of a stream ends with it.`,
      remedy: 'Add `status: 200`, or the status that it has.',
    };
}

function* within(draft: Draft, operation: Operation, answer: Answer, pointer: string): Generator<Complaint> {
  for (const part of ['body', 'where'])
    if (at(draft.written, `${pointer}/${part}`) !== undefined)
      yield {
        pointer: `${pointer}/${part}`,
        of: 'key',
        message: `A streamed answer has no \`${part}\`: its events have.`,
        remedy: part === 'body' ? 'Write `data` for each of its events.' : 'Write `where` for the event that ends it.',
      };
  if (answer.status.length === 0 && !draft.reported(`${pointer}/status`))
    yield {
      pointer,
      of: 'key',
      message: `The streamed answer \`${answer.name}\` has no \`status\`.`,
      remedy: 'Add `status: 200`, or the status that it has.',
    };
  yield* withEvents(draft, operation, answer, pointer);
}

function* withEvents(draft: Draft, { answers }: Operation, answer: Answer, pointer: string): Generator<Complaint> {
  if (draft.reported(`${pointer}/events`)) return;
  const events = eventsOf(answer);
  if (!events.some(({ ends }) => ends !== undefined))
    yield {
      pointer: events.length > 0 ? `${pointer}/events` : pointer,
      of: 'key',
      message: `No event ends the streamed answer \`${answer.name}\`: nobody can tell whether it is complete.`,
      remedy: `Add an event such as \`done: { ends: ${answer.name} }\`.`,
    };
  for (const [i, event] of events.entries()) {
    const place = step(`${pointer}/events`, event.name);
    yield* named(draft, answer, event, place);
    if (event.ends !== undefined && !Object.hasOwn(answers, event.ends))
      yield {
        pointer: `${place}/ends`,
        message: `There is no answer "${event.ends}".`,
        remedy: suggest(event.ends, Object.keys(answers), 'There are'),
      };
    const same = events.slice(0, i).find((other) => isHiddenBy(event, other));
    if (same)
      yield {
        pointer: place,
        of: 'key',
        message: `The event \`${event.name}\` cannot be told from \`${same.name}\`: whatever is one can be the other.`,
        remedy: 'Give each a `where` with another constant, or another `event`.',
      };
  }
}

function* named(draft: Draft, { stream }: Answer, { name }: AnswerEvent, place: string): Generator<Complaint> {
  if (stream!.format === 'ndjson' && at(draft.written, `${place}/event`) !== undefined)
    yield {
      pointer: `${place}/event`,
      of: 'key',
      message: 'A line of NDJSON has no name beside its data.',
      remedy: `Write \`where: { /type: ${name} }\`: what tells it from other lines.`,
    };
}

/** Where all of its answers are ended by events, one of them has to end with `ok`. */
function* neverOk(draft: Draft, { name, answers }: Operation, pointer: string): Generator<Complaint> {
  const ends = Object.values(answers)
    .flatMap(eventsOf)
    .flatMap((event) => event.ends ?? []);
  const isOk = (answer: string) => answers[answer]?.like === 'ok';
  const plain = Object.values(answers).filter(({ stream, status }) => !stream && status.length > 0);
  if (ends.length === 0 || ends.some((end) => !Object.hasOwn(answers, end)) || draft.reported(pointer)) return;
  if (ends.some(isOk) || plain.some((answer) => isOk(answer.name))) return;
  yield {
    pointer,
    of: 'key',
    message: `No event ends with \`ok\`: nothing that \`${name}\` could say would be right.`,
    remedy: 'Let the event that says that all is well have `ends: ok`.',
  };
}

/** The first event that fits is meant, one with a `where` before those without. */
function isHiddenBy(event: AnswerEvent, before: AnswerEvent): boolean {
  if (event.event !== before.event) return false;
  const [mine, other] = [Object.entries(event.where), before.where];
  if ((mine.length === 0) !== (Object.keys(other).length === 0)) return false;
  return Object.entries(other).every(([pointer, value]) =>
    mine.some(([own, constant]) => own === pointer && isDeepStrictEqual(constant, value)),
  );
}

function* budgeted(draft: Draft, { answers, budget }: Operation, pointer: string): Generator<Complaint> {
  const streamed = Object.values(answers).some(({ stream }) => stream);
  for (const [key, limit] of [
    ['first-event', budget.firstEvent],
    ['gap', budget.gap],
  ] as const) {
    if (limit === undefined || draft.reported(`${pointer}/${key}`)) continue;
    if (!streamed && writtenNames(draft, pointer).includes(key))
      yield {
        pointer: `${pointer}/${key}`,
        of: 'key',
        message: `No answer is streamed: \`${key}\` promises nothing.`,
        remedy: 'Add `stream: sse` and `events` to an answer, or remove it.',
      };
    else if (limit >= budget.deadline && !draft.reported(`${pointer}/deadline`))
      yield {
        pointer: `${pointer}/${key}`,
        severity: 'warning',
        message: `The whole answer comes within ${duration(budget.deadline)}: \`${key}: ${duration(limit)}\` promises nothing.`,
        remedy: 'Lower it, or raise the deadline.',
      };
  }
}
