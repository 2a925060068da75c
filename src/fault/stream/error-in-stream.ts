import { telling } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { choice, percent } from '../param.ts';
import { unframed, withFrames } from '../reply.ts';

export const errorInStream = defineFault({
  name: 'error-in-stream',
  summary: 'says in the middle of a stream, or at its start, that it failed; with or without the end that follows it',
  seen: 'Model APIs under load: 200, some text, and then an error event. A reader that only looks for text calls the part a success.',
  leaves: 'lost',
  params: { after: percent(50, 0, 99), behind: choice('the end of a stream', 'nothing') },
  unfit: (target) =>
    unframed(target) ?? (target.reply.stream!.error ? undefined : 'its protocol has no error within a stream'),
  async play({ after, behind }, exchange) {
    const frames = telling(exchange.healthy);
    const sent = frames.slice(0, Math.floor((frames.length * after) / 100));
    const error = exchange.healthy.stream!.error!(exchange.marker);
    const ending = error.filter(({ role }) => behind === 'the end of a stream' || role !== 'terminal');
    exchange.note(`an error after ${sent.length} of ${exchange.healthy.stream!.frames.length} frames`);
    await exchange.reply(withFrames(exchange.healthy, [...sent, ...ending]));
  },
});
