import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { sayInstead } from '../said-instead.ts';

export const wrongId = defineFault({
  name: 'wrong-id',
  summary: 'answers with the id of another request',
  seen: 'Servers that share a counter between their sessions. Clients drop the reply without a word, and wait on.',
  // Who asks one thing at a time over HTTP knows whose reply it is; the protocol lets nobody rely on that.
  leaves: 'doubtful',
  params: { id: choice('of a later request', 'none') },
  async play({ id }, exchange) {
    await sayInstead(exchange, ({ id: own, ...message }) => ({
      ...message,
      ...(id === 'none' ? {} : { id: later(own) }),
    }));
  },
});

const later = (id: unknown): unknown => (typeof id === 'number' ? id + 1000 : `${id}-later`);
