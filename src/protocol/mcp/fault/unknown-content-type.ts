import { defineFault } from '../../../fault/fault.ts';
import { sayInstead, toolless } from '../said-instead.ts';

export const unknownContentType = defineFault({
  name: 'unknown-content-type',
  summary: 'answers with content of a type that no version of the protocol knows',
  seen: 'A server that is newer than its clients: they refuse the whole result, or look for a text that is not there.',
  leaves: 'tainted',
  unfit: toolless,
  async play(_, exchange) {
    const content = [{ type: 'x-table', columns: ['id', 'note'], rows: [[1, exchange.marker]] }];
    await sayInstead(exchange, (message) => ({ ...message, result: { content } }));
  },
});
