import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { type Frame, unframed, withFrames } from '../../../fault/reply.ts';
import { sseEvent } from '../../sse.ts';

const notifications = {
  'a log message': { method: 'notifications/message', params: { level: 'info', data: 'The cache is cold.' } },
  progress: { method: 'notifications/progress', params: { progressToken: 0, progress: 1, total: 2 } },
  'an unknown one': { method: 'notifications/x_custom', params: { of: 'a later version' } },
} as const;

export const notificationsFirst = defineFault({
  name: 'notifications-first',
  summary: 'sends notifications on the stream of a reply before the reply comes',
  seen: 'Tools that log or report their progress while they work. A reader that takes the first event for the reply finds no result.',
  leaves: 'intact',
  params: { what: choice('a log message', 'progress', 'an unknown one') },
  unfit: unframed,
  async play({ what }, exchange) {
    const { frames } = exchange.healthy.stream!;
    const bytes = sseEvent({ jsonrpc: '2.0', ...notifications[what] }, 'message');
    const told: Frame = { bytes, role: 'content' };
    await exchange.reply(
      withFrames(
        exchange.healthy,
        frames.flatMap((frame) => (frame.role === 'terminal' ? [told, told, frame] : [frame])),
      ),
    );
  },
});
