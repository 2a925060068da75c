import { lastChunk } from '../chunks.ts';
import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { sendFrames, sendStreamHead } from '../frames.ts';
import { choice } from '../param.ts';
import { unframed } from '../reply.ts';

const shares = { all: 1, half: 0.5, none: 0 } as const;

export const missingTerminator = defineFault({
  name: 'missing-terminator',
  summary: 'ends a stream in order before it has said that it is complete: after all, half or none of its content',
  seen: 'A gateway that loses its backend and closes its own side politely. HTTP calls it a success, and most clients give the part as the whole.',
  leaves: 'lost',
  commits: true,
  params: { content: choice('all', 'half', 'none') },
  unfit: unframed,
  async play({ content }, exchange) {
    const frames = telling(exchange.healthy);
    const sent = frames.slice(0, Math.floor(frames.length * shares[content]));
    exchange.note(`${sent.length} of ${exchange.healthy.stream!.frames.length} frames, and an orderly end`);
    await sendStreamHead(exchange);
    await sendFrames(exchange, sent);
    await exchange.send(lastChunk());
    exchange.end();
  },
});
