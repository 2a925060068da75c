import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { undeclared } from '../../../fault/reply.ts';
import { endWith } from '../end-with.ts';

export const finishedForSafety = defineFault({
  name: 'finished-for-safety',
  summary: 'answers 200 with a candidate without content, that ended for SAFETY, RECITATION or the like',
  seen: 'Answers that resemble a known text, or that a filter stopped; it depends on the model and on the day.',
  leaves: 'tainted',
  params: { reason: choice('SAFETY', 'RECITATION', 'PROHIBITED_CONTENT', 'OTHER') },
  unfit: undeclared,
  async play({ reason }, exchange) {
    await endWith(exchange, { finishReason: reason });
  },
});
