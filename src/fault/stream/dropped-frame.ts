import { defineFault } from '../fault.ts';
import { type Garble, garbled, garblings, ungarbled } from '../frames.ts';
import { index } from '../param.ts';
import { unframed, withFrames } from '../reply.ts';

const without: Garble = (frames, place) => frames.filter((_, i) => i !== place);

export const droppedFrame = defineFault({
  name: 'dropped-frame',
  summary: 'leaves out a frame of a stream, where its text has no form without it',
  seen: 'A queue that is full, a reader that reconnects. No frame says how many there are; only the form of the text tells.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(garblings(without)) },
  unfit: (target) => unframed(target) ?? ungarbled(without)(target),
  async play({ pick }, exchange) {
    const all = [...garbled(exchange.healthy, without)];
    await exchange.reply(withFrames(exchange.healthy, all[pick % all.length]!));
  },
});
