import { defineFault } from '../../../fault/fault.ts';
import { undeclared } from '../../../fault/reply.ts';
import { messageIn, sayInstead } from '../saying.ts';

export const stopForRefusal = defineFault({
  name: 'stop-for-refusal',
  summary: 'answers 200 with `stop_reason: refusal` and no content',
  seen: 'Classifiers that stop the model before it says anything, harmless questions included. The client returns it like any answer.',
  leaves: 'tainted',
  unfit: ({ reply }) =>
    undeclared({ reply }) ??
    (messageIn(reply).content.length > 0 ? undefined : 'its healthy reply has no content either'),
  async play(_, exchange) {
    const details = { type: 'refusal', category: 'cyber', explanation: null };
    await sayInstead(exchange, (message) => ({
      ...message,
      content: [],
      stop_reason: 'refusal',
      stop_details: details,
    }));
  },
});
