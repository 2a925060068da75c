import { defineFault } from '../../../fault/fault.ts';
import { sayInstead, toolless } from '../said-instead.ts';

export const isErrorResult = defineFault({
  name: 'is-error-result',
  summary: 'answers with a result that is marked as an error (`isError`), with a stack trace as its text',
  seen: 'Tools that report whatever they caught. Clients resolve as usual, and the trace is shown to models and users.',
  leaves: 'lost',
  unfit: toolless,
  async play(_, exchange) {
    const text = [
      `Error: connect ECONNREFUSED 10.4.17.8:5432 (${exchange.marker})`,
      '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
      '    at async query (/srv/tools/src/database.js:42:13)',
    ].join('\n');
    await sayInstead(exchange, (message) => ({
      ...message,
      result: { content: [{ type: 'text', text }], isError: true },
    }));
  },
});
