import { defineFault } from '../fault.ts';
import { delay } from '../param.ts';
import { render } from '../reply.ts';

export const trickle = defineFault({
  name: 'trickle',
  summary: 'sends the healthy reply byte after byte with a pause between them',
  seen: 'A congested link, a throttled proxy. A timeout for silence never fires; only a limit on the whole helps.',
  leaves: 'late',
  waits: true,
  // The pause at which the whole takes four times the deadline.
  params: { pause: delay(({ reply, deadline }) => [Math.max(1, Math.ceil((deadline * 4) / render(reply).length))]) },
  async play({ pause }, exchange) {
    for (const byte of render(exchange.healthy)) {
      await exchange.send(Buffer.of(byte));
      await exchange.wait(pause);
    }
    exchange.end();
  },
});
