import { chunk, inChunks } from './chunks.ts';
import { type Frame, type Reply, render, renderFramedHead } from './reply.ts';

/** The frames of a stream that say something, and not yet that all is said. */
export function telling({ stream }: Reply): readonly Frame[] {
  const { frames } = stream!;
  const end = frames.findIndex(({ role }) => role === 'terminal');
  return end < 0 ? frames : frames.slice(0, end);
}

const bytesOf = (frames: readonly Frame[]) => frames.map(({ bytes }) => bytes);

/** The first part of a body, in percent: never all that tells something. */
export function cut(reply: Reply, percent: number): Buffer {
  const length = reply.stream
    ? Buffer.concat(bytesOf(telling(reply))).length
    : reply.body.toString('latin1').trimEnd().length;
  return reply.body.subarray(0, Math.floor((length * percent) / 100));
}

/** The first part of a whole reply, head included, in percent: at least a byte, and never all that tells something. */
export function cutReply(reply: Reply, percent: number): Buffer {
  const bytes = reply.stream
    ? Buffer.concat([renderFramedHead(reply, inChunks), ...bytesOf(telling(reply)).map((b) => chunk(b))])
    : reply.bare === 'line'
      ? // Without its end a line is complete for many readers.
        reply.body
      : render(reply);
  return bytes.subarray(0, Math.max(1, Math.floor((bytes.length * percent) / 100)));
}
