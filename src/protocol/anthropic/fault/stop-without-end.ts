import { defineFault } from '../../../fault/fault.ts';
import { unframed, withFrames } from '../../../fault/reply.ts';

export const stopWithoutEnd = defineFault({
  name: 'stop-without-end',
  summary: 'ends a stream after `message_delta` with its `stop_reason`, without `message_stop`',
  seen: 'Gateways that write the events anew, and servers that are stopped. All that was to be said is there.',
  // A reader may go by the reason to stop, or wait for the end: the helpers of the official client do.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: unframed,
  async play(_, exchange) {
    const { frames } = exchange.healthy.stream!;
    await exchange.reply(withFrames(exchange.healthy, frames.slice(0, -1)));
  },
});
