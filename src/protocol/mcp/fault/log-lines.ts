import { defineFault } from '../../../fault/fault.ts';
import { render } from '../../../fault/reply.ts';

export const logLines = defineFault({
  name: 'log-lines',
  summary: 'writes log lines on standard output, before and after its reply',
  seen: 'A `print` in a tool, a library that greets its users. Many clients call the whole server broken.',
  // The protocol forbids it to the server; a client that passes over such lines loses nothing.
  leaves: 'doubtful',
  async play(_, exchange) {
    await exchange.send(Buffer.from('INFO  opening the database\n{ not: "json" }\n'));
    await exchange.send(render(exchange.healthy));
    await exchange.send(Buffer.from('INFO  done in 12 ms\n'));
    exchange.end();
  },
});
