import { chunk, inChunks, lastChunk } from '../chunks.ts';
import { defineFault } from '../fault.ts';
import { bodiless, renderFramedHead } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const lengthAndChunks = defineFault({
  name: 'length-and-chunks',
  summary: 'sends the healthy body in chunks, and a content-length as well',
  seen: 'A gateway that keeps the length of a body that it sends on in another form.',
  // The chunks count, says HTTP, and also that it may be taken for an attack.
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  unfit: bodiless,
  async play(_, exchange) {
    const { healthy } = exchange;
    const framing = [['content-length', `${healthy.body.length}`] as const, ...inChunks];
    await exchange.send(Buffer.concat([renderFramedHead(healthy, framing), chunk(healthy.body), lastChunk()]));
    exchange.end();
    await exchange.close();
  },
});
