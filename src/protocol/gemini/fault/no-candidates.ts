import { defineFault } from '../../../fault/fault.ts';
import { undeclared } from '../../../fault/reply.ts';
import { replyWith } from '../end-with.ts';

export const noCandidates = defineFault({
  name: 'no-candidates',
  summary: 'answers 200 without `candidates`, and says nothing of the reason',
  seen: 'Overloaded previews of models; the usage is told, and nothing else.',
  leaves: 'tainted',
  unfit: undeclared,
  async play(_, exchange) {
    await replyWith(exchange, ({ candidates: _, ...body }) => body);
  },
});
