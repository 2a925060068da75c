import { defineFault } from '../fault.ts';
import { type Frame, unframed, withFrames } from '../reply.ts';

export const keepalivesBetween = defineFault({
  name: 'keepalives-between',
  summary: 'says between any two frames of a stream that it is still there',
  seen: 'Gateways to models send comments or pings while they wait. A reader that takes every block for data breaks.',
  leaves: 'intact',
  recurs: ['every'],
  unfit: (target) =>
    unframed(target) ?? (target.reply.stream!.keepalive ? undefined : 'its protocol has no sign of life in a stream'),
  async play(_, exchange) {
    const { frames, keepalive } = exchange.healthy.stream!;
    const alive: Frame = { bytes: keepalive!, role: 'content' };
    await exchange.reply(
      withFrames(
        exchange.healthy,
        frames.flatMap((frame) => [alive, frame]),
      ),
    );
  },
});
