import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { codes, errorMessage } from '../message.ts';
import { sayInstead } from '../said-instead.ts';

export const errorWithoutId = defineFault({
  name: 'error-without-id',
  summary: 'answers with a JSON-RPC error that has no id, or null for one',
  seen: 'Servers that fail before they have read the message. Clients cannot tell what it answers, and wait on.',
  leaves: 'lost',
  params: { id: choice('none', 'null') },
  async play({ id }, exchange) {
    const message = `Internal error (${exchange.marker})`;
    const { id: _, ...bare } = errorMessage(null, codes.internal, message);
    await sayInstead(exchange, () => (id === 'none' ? bare : { ...bare, id: null }));
  },
});
