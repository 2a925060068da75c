import { defineFault } from '../../../fault/fault.ts';
import { render } from '../../../fault/reply.ts';

const notification = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'done' } };

export const twoOnALine = defineFault({
  name: 'two-on-a-line',
  summary: 'writes a notification and its reply on the same line',
  seen: 'Two threads of a server that write at the same time. Clients drop the line, and wait for the reply.',
  // A reader that takes one value after the other has both.
  leaves: 'doubtful',
  async play(_, exchange) {
    await exchange.send(Buffer.concat([Buffer.from(JSON.stringify(notification)), render(exchange.healthy)]));
    exchange.end();
  },
});
