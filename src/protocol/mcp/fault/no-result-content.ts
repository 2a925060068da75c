import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { sayInstead, toolless } from '../said-instead.ts';

export const noResultContent = defineFault({
  name: 'no-result-content',
  summary: 'answers with a result in which there is nothing: no content, or an empty list of it',
  seen: 'Tools that return nothing when they find nothing. Clients make an empty list of it, and answers are built on that.',
  leaves: 'tainted',
  params: { content: choice('none', 'empty') },
  unfit: toolless,
  async play({ content }, exchange) {
    await sayInstead(exchange, (message) => ({ ...message, result: content === 'none' ? {} : { content: [] } }));
  },
});
