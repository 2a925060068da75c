import { defineFault } from '../fault.ts';
import type { Header } from '../reply.ts';

// With those that the reply has anyway: Perl's HTTP::Tiny ends at 64 lines, Python's http.client at a hundred.
const more: readonly Header[] = [
  ...Array.from({ length: 40 }, (_, i): Header => [`X-Served-${i}`, `cache-${i}; hit, "yes"`]),
  ...Array.from({ length: 5 }, (_, i): Header => ['Set-Cookie', `s${i}=a%20b; Path=/; HttpOnly`]),
  ['X-Empty', ''],
];

export const manyHeaders = defineFault({
  name: 'many-headers',
  summary: 'adds some forty headers to the healthy reply: unknown, empty and repeated ones',
  seen: 'Every CDN, mesh and tracing library adds its own.',
  leaves: 'intact',
  recurs: ['every'],
  async play(_, exchange) {
    const { healthy } = exchange;
    await exchange.reply({ ...healthy, headers: [...more, ...healthy.headers] });
  },
});
