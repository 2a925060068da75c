import { defineFault } from '../fault.ts';
import { index } from '../param.ts';
import { type Frame, type Reply, unframed, withFrames } from '../reply.ts';

export const corruptFrame = defineFault({
  name: 'corrupt-frame',
  summary: 'sends one frame of a stream that is no JSON, and goes on',
  seen: 'Two writers on one connection, a proxy that drops a packet of its buffer. Readers that skip it leave out words without a trace.',
  leaves: 'lost',
  commits: true,
  params: { pick: index(({ reply }) => (reply.stream ? carriers(reply).length : 0)) },
  unfit: (target) =>
    unframed(target) ??
    (carriers(target.reply).length > 0 ? undefined : 'its healthy stream has no frame that cannot be done without'),
  async play({ pick }, exchange) {
    const { frames } = exchange.healthy.stream!;
    const all = carriers(exchange.healthy);
    const picked = all[pick % all.length]!;
    exchange.note(`frame ${frames.indexOf(picked) + 1} of ${frames.length} is no JSON`);
    const corrupt = { ...picked, bytes: shortened(picked.bytes) };
    await exchange.reply(
      withFrames(
        exchange.healthy,
        frames.map((frame) => (frame === picked ? corrupt : frame)),
      ),
    );
  },
});

/** The frames whose loss is one: nothing else says what they say. */
const carriers = ({ stream }: Reply): Frame[] => stream!.frames.filter(({ text }) => text !== undefined);

/** Without the end of its JSON; what separates it from the next frame stays. */
function shortened(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf('}');
  const start = bytes.indexOf('{');
  return Buffer.concat([bytes.subarray(0, start + Math.ceil((end - start) / 2)), bytes.subarray(end + 1)]);
}
