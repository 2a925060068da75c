import { defineFault } from '../../../fault/fault.ts';
import { undeclared } from '../../../fault/reply.ts';
import { sayInstead } from '../saying.ts';

export const unknownBlock = defineFault({
  name: 'unknown-block',
  summary: 'adds a block of a type that is not known yet behind the content',
  seen: 'Every new ability of the models brought one: thinking, citations, searches. Strict readers refuse the whole message.',
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: undeclared,
  async play(_, exchange) {
    await sayInstead(exchange, (message) => ({
      ...message,
      content: [...message.content, { type: 'recollection', recollection: { id: 'rec_1' } }],
    }));
  },
});
