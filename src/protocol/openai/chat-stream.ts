import { type Frame, type Reply, type Stream, streamed } from '../../fault/reply.ts';
import { spokenPieces } from '../spoken-pieces.ts';
import { sseComment, sseEvent } from '../sse.ts';

// https://platform.openai.com/docs/api-reference/chat-streaming

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

type Head = Pick<Reply, 'status' | 'headers' | 'documents' | 'instead'>;

const done: Frame = { bytes: sseEvent('[DONE]'), role: 'terminal' };

/** A completion as a stream of chunks. What a completion cannot be comes as one chunk that says the same. */
export function streamedCompletion(head: Head, whole: unknown): Reply {
  return streamed(head, { ...chatStream, whole, frames: framesOf(whole), saying: (w) => streamedCompletion(head, w) });
}

const chatStream: Pick<Stream, 'keepalive' | 'error'> = {
  keepalive: sseComment('keepalive'),
  error: (marker) => [
    {
      bytes: sseEvent({
        error: {
          message: `The server had an error while processing your request. Sorry about that! (request ${marker})`,
          type: 'server_error',
          param: null,
          code: null,
        },
      }),
      role: 'content',
    },
    done,
  ],
};

/** Stands in a JSON text where another value will be; no text of a model has it. */
const gap = '\u0000gap\u0000';

/** What a JSON text has before and after the gap in it. */
const around = (json: string) => json.split(JSON.stringify(gap)) as [before: string, after: string];

function framesOf(whole: unknown): Frame[] {
  if (!isObject(whole)) return [{ bytes: sseEvent(JSON.stringify(whole)), role: 'content' }, done];
  const { choices } = whole;
  if (!Array.isArray(choices) || choices.length === 0)
    return [{ bytes: sseEvent(chunkOf(whole, choices)), role: 'content' }, done];
  // What all chunks have in common is written once.
  const [before, after] = around(sseEvent(chunkOf(whole, [gap])).toString());
  const chunk = (choice: string) => Buffer.from(`${before}${choice}${after}`);
  const told = choices.map((choice, i) => [...toldChoice(choice, i)]);
  const ends = choices.filter(isObject).map((choice) => chunk(JSON.stringify(withDelta(choice, {}))));
  return [
    ...told.flat().map(({ choice, ...frame }): Frame => ({ ...frame, bytes: chunk(choice) })),
    ...ends.map((bytes): Frame => ({ bytes, role: 'terminal' })),
    ...(whole.usage === undefined
      ? []
      : [{ bytes: sseEvent({ ...chunkOf(whole, []), usage: whole.usage }), role: 'terminal' } as const]),
    done,
  ];
}

/** The members of a completion in their order, around the choices of one chunk. */
function chunkOf(whole: Json, choices: unknown): Json {
  return Object.fromEntries(
    Object.entries(whole).map(([key, value]) => {
      if (key === 'object') return [key, 'chat.completion.chunk'];
      return [key, key === 'choices' ? choices : key === 'usage' ? null : value];
    }),
  );
}

interface Told extends Pick<Frame, 'role' | 'text'> {
  /** As JSON. */
  readonly choice: string;
}

/** A choice without its end, delta by delta. */
function* toldChoice(choice: unknown, place: number): Generator<Told> {
  if (!isObject(choice)) return yield { role: 'content', choice: JSON.stringify(choice) };
  const { message } = choice;
  const open = { ...choice, finish_reason: null };
  if (!isObject(message)) return yield { role: 'content', choice: JSON.stringify(withDelta(open, message)) };
  const [before, after] = around(JSON.stringify(withDelta(open, gap)));
  const told = (delta: Json) => `${before}${JSON.stringify(delta)}${after}`;
  const { tool_calls: calls, ...rest } = message;
  const listed = Array.isArray(calls) && calls.length > 0;
  const texts = Object.entries(rest).filter(([key, v]) => (key === 'content' || key === 'refusal') && isText(v));
  const opening = { ...rest, ...Object.fromEntries(texts.map(([key]) => [key, ''])) };
  yield { role: 'opening', choice: told(listed || calls === undefined ? opening : { ...opening, tool_calls: calls }) };
  const at = `/choices/${place}/message`;
  for (const [key, text] of texts)
    for (const piece of spokenPieces(text as string))
      yield { role: 'content', choice: told({ [key]: piece }), text: { at: `${at}/${key}`, piece } };
  if (!listed) return;
  for (const [i, call] of calls.entries()) yield* toldCall(call, i, at, told);
}

/** A call of a tool: its name first, then its arguments piece by piece. */
function* toldCall(call: unknown, index: number, at: string, told: (delta: Json) => string): Generator<Told> {
  const one = (part: unknown) => told({ tool_calls: [part] });
  if (!isObject(call)) return yield { role: 'content', choice: one(call) };
  const called = call.function;
  if (!isObject(called) || !isText(called.arguments)) return yield { role: 'content', choice: one({ index, ...call }) };
  yield { role: 'content', choice: one({ index, ...call, function: { ...called, arguments: '' } }) };
  for (const piece of spokenPieces(called.arguments))
    yield {
      role: 'content',
      choice: one({ index, function: { arguments: piece } }),
      text: { at: `${at}/tool_calls/${index}/function/arguments`, piece },
    };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The members of a choice in their order, with a delta in place of the message. */
function withDelta(choice: Json, delta: unknown): Json {
  return Object.fromEntries(
    Object.entries(choice)
      .map(([key, value]) => (key === 'message' ? ['delta', delta] : [key, value]))
      .filter(([, value]) => value !== undefined),
  );
}
