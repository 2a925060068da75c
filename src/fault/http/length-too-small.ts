import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { percent } from '../param.ts';
import { renderHead, uncontained } from '../reply.ts';
import { noParser } from '../without-socket.ts';

export const lengthTooSmall = defineFault({
  name: 'length-too-small',
  summary: 'announces fewer bytes than its body has, sends all of it, and closes the connection',
  seen: 'A length in characters where the body has bytes: the first foreign letter cuts it. Most clients call half a body a success.',
  leaves: 'lost',
  needsSocket: noParser,
  commits: true,
  recurs: ['every'],
  params: { after: percent(99, 50) },
  unfit: uncontained,
  async play({ after }, exchange) {
    const { healthy } = exchange;
    const { length } = cut(healthy, after);
    exchange.note(`content-length ${length} of ${healthy.body.length} bytes`);
    await exchange.send(Buffer.concat([renderHead(healthy, 'length', length), healthy.body]));
    await exchange.close();
  },
});
