import { defineFault } from '../fault.ts';
import { type Garble, garbled, garblings, ungarbled } from '../frames.ts';
import { index } from '../param.ts';
import { unframed, withFrames } from '../reply.ts';

const twice: Garble = (frames, place) => frames.flatMap((frame, i) => (i === place ? [frame, frame] : [frame]));

export const frameTwice = defineFault({
  name: 'frame-twice',
  summary: 'sends a frame of a stream twice, where that breaks the form of its text',
  seen: 'A retry inside of a proxy, a stream that is resumed one event too early.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(garblings(twice)) },
  unfit: (target) => unframed(target) ?? ungarbled(twice)(target),
  async play({ pick }, exchange) {
    const all = [...garbled(exchange.healthy, twice)];
    await exchange.reply(withFrames(exchange.healthy, all[pick % all.length]!));
  },
});
