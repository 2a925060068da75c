import { type Frame, type Reply, type Stream, streamed } from '../../fault/reply.ts';
import { spokenPieces } from '../spoken-pieces.ts';
import { sseEvent } from '../sse.ts';
import { isObject, type Json } from './refusal.ts';

// https://platform.claude.com/docs/en/build-with-claude/streaming

type Head = Pick<Reply, 'status' | 'headers' | 'documents'>;

/** A message as a stream of events. What a message cannot be comes whole, where a message begins. */
export function streamedMessage(head: Head, whole: unknown, respell: Respell = (json) => json): Reply {
  const saying: Stream['saying'] = (other, respelt) => streamedMessage(head, other, respelt);
  return streamed(head, { ...messageStream, whole, frames: framesOf(whole, respell), saying });
}

type Respell = (json: string) => string;

const event = (role: Frame['role'], data: { readonly type: string }, text?: Frame['text']): Frame => ({
  bytes: sseEvent(data, data.type),
  role,
  ...(text ? { text } : {}),
});

const messageStream: Pick<Stream, 'keepalive' | 'error'> = {
  keepalive: sseEvent({ type: 'ping' }, 'ping'),
  error: (marker) => {
    const message = `Overloaded (request ${marker})`;
    const error = { type: 'error', error: { details: null, type: 'overloaded_error', message } };
    return [event('content', error)];
  },
};

const stop = event('terminal', { type: 'message_stop' });

function framesOf(whole: unknown, respell: Respell): Frame[] {
  const start = (message: unknown) => event('opening', { type: 'message_start', message } as { type: string });
  if (!isObject(whole) || !Array.isArray(whole.content)) return [start(whole), stop];
  const { stop_reason, stop_sequence, stop_details, usage } = whole;
  const told = { stop_reason, stop_sequence, stop_details };
  const spent = isObject(usage) ? { usage: { ...usage, output_tokens: 1 } } : {};
  const delta = { type: 'message_delta', delta: told, usage: { output_tokens: outputOf(usage) } };
  return [
    start({ ...whole, content: [], ...spent, stop_reason: null, stop_sequence: null, stop_details: null }),
    ...whole.content.flatMap((block, i) => toldBlock(block, i, respell)),
    event('terminal', delta),
    stop,
  ];
}

const outputOf = (usage: unknown): unknown => (isObject(usage) ? usage.output_tokens : 0);

function toldBlock(block: unknown, index: number, respell: Respell): Frame[] {
  const { opening, deltas } = isObject(block)
    ? openedBlock(block, `/content/${index}`, respell)
    : { opening: block, deltas: [] };
  return [
    event('content', { type: 'content_block_start', index, content_block: opening } as { type: string }),
    ...deltas.map(({ delta, text }) =>
      event('content', { type: 'content_block_delta', index, delta } as { type: string }, text),
    ),
    event('content', { type: 'content_block_stop', index } as { type: string }),
  ];
}

interface Delta {
  readonly delta: Json;
  readonly text?: Frame['text'];
}

/** A block as it is when nothing has been said yet, and what is then said. */
function openedBlock(
  block: Json,
  at: string,
  respell: Respell,
): { readonly opening: Json; readonly deltas: readonly Delta[] } {
  const pieces = (name: string, type: string, member: string, text: string): Delta[] =>
    spokenPieces(text).map((piece) => ({ delta: { type, [member]: piece }, text: { at: `${at}/${name}`, piece } }));
  if (typeof block.text === 'string')
    return { opening: { ...block, text: '' }, deltas: pieces('text', 'text_delta', 'text', block.text) };
  if (typeof block.thinking === 'string')
    return {
      opening: { ...block, thinking: '', signature: '' },
      deltas: [
        ...pieces('thinking', 'thinking_delta', 'thinking', block.thinking),
        { delta: { type: 'signature_delta', signature: block.signature } },
      ],
    };
  if (block.input === undefined) return { opening: block, deltas: [] };
  return {
    opening: { ...block, input: {} },
    deltas: pieces('input', 'input_json_delta', 'partial_json', respell(JSON.stringify(block.input))),
  };
}
