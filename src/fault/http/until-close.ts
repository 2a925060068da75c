import { defineFault } from '../fault.ts';
import { bodiless, renderHead } from '../reply.ts';

export const untilClose = defineFault({
  name: 'until-close',
  summary: 'sends the healthy body without a length: it ends where the connection is closed',
  seen: 'Servers and proxies that speak HTTP/1.0, CGI scripts, some model servers.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: bodiless,
  async play(_, exchange) {
    await exchange.send(renderHead(exchange.healthy, 'until close'));
    await exchange.send(exchange.healthy.body);
    exchange.end();
    await exchange.close();
  },
});
