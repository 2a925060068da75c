import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import type { Header } from '../reply.ts';

const spellings = {
  'a fraction': () => ['0.5'],
  'two that differ': () => ['1', '0'],
  'a past date': (now: number) => [new Date(now - 60_000).toUTCString()],
  nothing: () => [''],
  'a thousand years': () => ['31556952000'],
} as const satisfies Readonly<Record<string, (now: number) => readonly string[]>>;

export const oddRetryAfter = defineFault({
  name: 'odd-retry-after',
  summary:
    'answers 429 with a Retry-After that is odd: a fraction, a past date, nothing, two of them, a thousand years',
  seen: 'Proxies that add their own, clocks that are wrong, seconds where a number of milliseconds was put. `Number("")` is zero.',
  leaves: 'lost',
  recurs: ['every'],
  params: { spelling: choice('a fraction', 'two that differ', 'a past date', 'nothing', 'a thousand years') },
  async play({ spelling }, exchange) {
    const reply = exchange.error(429);
    const said = spellings[spelling](exchange.now()).map((value): Header => ['retry-after', value]);
    await exchange.reply({ ...reply, headers: [...reply.headers, ...said] });
  },
});
