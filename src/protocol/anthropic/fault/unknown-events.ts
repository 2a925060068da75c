import { defineFault } from '../../../fault/fault.ts';
import { type Frame, unframed, withFrames } from '../../../fault/reply.ts';
import { sseEvent } from '../../sse.ts';

export const unknownEvents = defineFault({
  name: 'unknown-events',
  summary: 'sends events of a type that is not known yet between those of a stream',
  seen: 'The API says that it may add events. Readers that take every type for one of theirs fail on the day when it does.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: unframed,
  async play(_, exchange) {
    const added: Frame = {
      bytes: sseEvent({ type: 'message_progress', progress: { tokens: 12 } }, 'message_progress'),
      role: 'content',
    };
    const [opening, ...rest] = exchange.healthy.stream!.frames;
    await exchange.reply(withFrames(exchange.healthy, [opening!, ...rest.flatMap((frame) => [added, frame])]));
  },
});
