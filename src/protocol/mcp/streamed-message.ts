import { type Reply, streamed } from '../../fault/reply.ts';
import { sseComment, sseEvent } from '../sse.ts';
import { codes, errorMessage, isObject } from './message.ts';

/** A message as the one event that says something; before it comes a comment that opens the stream. */
export function streamedMessage(head: Pick<Reply, 'status' | 'headers' | 'documents'>, whole: unknown): Reply {
  const id = isObject(whole) ? (whole.id as string | number | undefined) : undefined;
  return streamed(head, {
    whole,
    frames: [
      { bytes: sseComment('open'), role: 'opening' },
      { bytes: sseEvent(JSON.stringify(whole), 'message'), role: 'terminal' },
    ],
    saying: (other) => streamedMessage(head, other),
    keepalive: sseComment('keepalive'),
    error: (marker) => [
      {
        bytes: sseEvent(errorMessage(id ?? null, codes.internal, `The tool failed (${marker})`), 'message'),
        role: 'content',
      },
    ],
  });
}
