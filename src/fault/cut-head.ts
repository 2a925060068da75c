import { choice } from './param.ts';
import { type Reply, render } from './reply.ts';

/** Where a head is cut: within its first header, or within its status line. */
export const place = choice('a header', 'the status line');

/** The healthy reply up to such a place. */
export function cutHead(reply: Reply, inside: 'a header' | 'the status line'): Buffer {
  const bytes = render(reply);
  return bytes.subarray(0, inside === 'a header' ? bytes.indexOf('\r\n') + 6 : 10);
}
