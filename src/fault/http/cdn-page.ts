import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { htmlReply, withHeader } from '../reply.ts';

const titles = {
  520: 'Web server is returning an unknown error',
  524: 'A timeout occurred',
  403: 'Attention Required!',
} as const;

export const cdnPage = defineFault({
  name: 'cdn-page',
  summary: 'a CDN answers in its place: an HTML page with 520, 524, or 403 to whoever looks like a robot',
  seen: 'Model APIs behind a CDN. The statuses are in no standard, and a table of those that may be retried lacks them.',
  leaves: 'lost',
  recurs: ['every'],
  params: { status: choice(520, 524, 403) },
  async play({ status }, exchange) {
    const page = htmlReply({ ...exchange.healthy, status }, titles[status], exchange.marker);
    await exchange.reply(withHeader(page, 'server', 'cdn'));
  },
});
