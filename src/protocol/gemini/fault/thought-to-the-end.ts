import { defineFault } from '../../../fault/fault.ts';
import { undeclared } from '../../../fault/reply.ts';
import { replyWith } from '../end-with.ts';

export const thoughtToTheEnd = defineFault({
  name: 'thought-to-the-end',
  summary: 'answers 200 with `finishReason: MAX_TOKENS` and no parts: thinking took all of the tokens',
  seen: 'Models that think, with limits from the time when they did not: nothing is left for the answer.',
  leaves: 'tainted',
  unfit: undeclared,
  async play(_, exchange) {
    await replyWith(exchange, (body) => {
      const { candidatesTokenCount: said = 0, thoughtsTokenCount: thought = 0, ...usage } = body.usageMetadata;
      return {
        ...body,
        candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 }],
        usageMetadata: { ...usage, thoughtsTokenCount: said + thought },
      };
    });
  },
});
