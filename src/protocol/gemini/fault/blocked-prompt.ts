import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { undeclared } from '../../../fault/reply.ts';
import { replyWith } from '../end-with.ts';

export const blockedPrompt = defineFault({
  name: 'blocked-prompt',
  summary: 'answers 200 with `promptFeedback.blockReason` and without candidates: the prompt was blocked',
  seen: 'Harmless texts that look like something else. Code that takes the first candidate finds nothing there.',
  leaves: 'tainted',
  params: { reason: choice('SAFETY', 'PROHIBITED_CONTENT', 'OTHER') },
  unfit: undeclared,
  async play({ reason }, exchange) {
    await replyWith(exchange, ({ candidates: _, ...body }) => ({ promptFeedback: { blockReason: reason }, ...body }));
  },
});
