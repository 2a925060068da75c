import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import type { Header } from '../reply.ts';
import { noParser } from '../without-socket.ts';

const heavy = {
  '900 headers': Array.from({ length: 900 }, (_, i): Header => [`x-${i}`, 'y']),
  'one of 20 KB': [['x-trace', 'y'.repeat(20 * 1024)] as Header],
  '80 KB': Array.from({ length: 20 }, (_, i): Header => [`x-trace-${i}`, 'y'.repeat(4096)]),
} as const;

export const headerOverflow = defineFault({
  name: 'header-overflow',
  summary: 'sends the healthy reply with more headers than many clients take: 900, or 20 to 80 KB',
  seen: 'Cookies that pile up, a trace that every hop adds to, a debug header with a whole query.',
  // Clients have limits, and all of them other ones.
  leaves: 'doubtful',
  needsSocket: noParser,
  recurs: ['every'],
  params: { what: choice('900 headers', 'one of 20 KB', '80 KB') },
  async play({ what }, exchange) {
    const { healthy } = exchange;
    await exchange.reply({ ...healthy, headers: [...healthy.headers, ...heavy[what]] });
  },
});
