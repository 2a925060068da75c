import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { bodiless, renderFramedHead } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const twoLengths = defineFault({
  name: 'two-lengths',
  summary: 'says content-length twice, with the same value or with another one',
  seen: 'A proxy that adds what the server has said already; attempts to smuggle a second reply.',
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  params: { second: choice('the same', 'another one') },
  unfit: bodiless,
  async play({ second }, exchange) {
    const { healthy } = exchange;
    const { length } = healthy.body;
    const other = second === 'the same' ? length : length + 5;
    const framing = [
      ['content-length', `${length}`],
      ['content-length', `${other}`],
    ] as const;
    await exchange.send(Buffer.concat([renderFramedHead(healthy, framing), healthy.body]));
    exchange.end();
    // Whoever believes the larger one would wait for more.
    await exchange.close();
  },
});
