import { chunk } from '../chunks.ts';
import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { endCut, endings, sendFrames, sendStreamHead } from '../frames.ts';
import { type Frame, type Reply, unframed } from '../reply.ts';

// The first byte of a letter that has more than one: UTF-8.
const isForeign = (byte: number) => byte >= 0xc2;

export const cutLetter = defineFault({
  name: 'cut-letter',
  summary: 'ends a stream between two bytes of one letter: in order, closed or reset',
  seen: 'A buffer of so many bytes that is flushed at its end. Decoders put � there, and call it a text.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { ends: endings },
  unfit: (target) =>
    unframed(target) ?? (foreignFrame(target.reply) ? undefined : 'its healthy stream has no foreign letters'),
  async play({ ends }, exchange) {
    const frames = telling(exchange.healthy);
    const frame = foreignFrame(exchange.healthy)!;
    await sendStreamHead(exchange);
    await sendFrames(exchange, frames.slice(0, frames.indexOf(frame)));
    await exchange.send(chunk(frame.bytes.subarray(0, frame.bytes.findIndex(isForeign) + 1)));
    await endCut(exchange, ends);
  },
});

const foreignFrame = (reply: Reply): Frame | undefined => telling(reply).find(({ bytes }) => bytes.some(isForeign));
