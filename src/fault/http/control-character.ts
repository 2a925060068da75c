import { defineFault } from '../fault.ts';
import { render } from '../reply.ts';
import { noParser } from '../without-socket.ts';

const header = 'x-served-by: node\u0001seven\r\n';

export const controlCharacter = defineFault({
  name: 'control-character',
  summary: 'sends the healthy reply with a control character in the value of a header',
  seen: 'A value from a database that went into a header as it was. Strict parsers refuse the whole reply: RFC 9110 forbids it.',
  leaves: 'doubtful',
  needsSocket: noParser,
  async play(_, exchange) {
    const bytes = render(exchange.healthy);
    const end = bytes.indexOf('\r\n') + 2;
    await exchange.send(Buffer.concat([bytes.subarray(0, end), Buffer.from(header, 'latin1'), bytes.subarray(end)]));
    exchange.end();
  },
});
