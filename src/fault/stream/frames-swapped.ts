import { defineFault } from '../fault.ts';
import { type Garble, garbled, garblings, ungarbled } from '../frames.ts';
import { index } from '../param.ts';
import { unframed, withFrames } from '../reply.ts';

const swapped: Garble = (frames, place) => {
  const [first, second] = frames.slice(place, place + 2);
  return second?.text === undefined
    ? undefined
    : [...frames.slice(0, place), second, first!, ...frames.slice(place + 2)];
};

export const framesSwapped = defineFault({
  name: 'frames-swapped',
  summary: 'sends two frames of a stream in the wrong order, where that breaks the form of its text',
  seen: 'Frames that go through a queue with several workers.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(garblings(swapped)) },
  unfit: (target) => unframed(target) ?? ungarbled(swapped)(target),
  async play({ pick }, exchange) {
    const all = [...garbled(exchange.healthy, swapped)];
    await exchange.reply(withFrames(exchange.healthy, all[pick % all.length]!));
  },
});
