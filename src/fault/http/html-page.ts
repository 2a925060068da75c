import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { withBody, withHeader } from '../reply.ts';

export const htmlPage = defineFault({
  name: 'html-page',
  summary: 'a proxy answers in its place with an HTML page, with 502 or even with 200',
  seen: 'Load balancers and CDNs (502, 520), sign-in pages and captive portals (200).',
  leaves: 'lost',
  params: { status: choice(502, 200) },
  async play({ status }, exchange) {
    const title = status === 200 ? 'Sign in' : '502 Bad Gateway';
    const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center><hr><center>${exchange.marker}</center></body></html>\n`;
    await exchange.reply(withHeader(withBody({ ...exchange.healthy, status }, page), 'content-type', 'text/html'));
  },
});
