import { defineFault } from '../../../fault/fault.ts';
import { type Frame, unframed, wholeOf, withFrames } from '../../../fault/reply.ts';
import { sseEvent } from '../../sse.ts';

export const chunkWithoutChoices = defineFault({
  name: 'chunk-without-choices',
  summary: 'begins a streamed completion with a chunk that has no choices',
  seen: 'The same API in another cloud tells first what its filter thinks of the prompt. `chunk.choices[0].delta` is in every example.',
  // The API itself promises a choice in each chunk but the last one with the usage.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: (target) =>
    unframed(target) ??
    ((wholeOf(target.reply) as { object?: unknown }).object === 'chat.completion'
      ? undefined
      : 'its healthy stream has no chunks of a completion'),
  async play(_, exchange) {
    const { id, model } = wholeOf(exchange.healthy) as { id: string; model: string };
    const first: Frame = {
      bytes: sseEvent({
        id,
        object: 'chat.completion.chunk',
        created: 0,
        model,
        choices: [],
        prompt_filter_results: [],
      }),
      role: 'opening',
    };
    await exchange.reply(withFrames(exchange.healthy, [first, ...exchange.healthy.stream!.frames]));
  },
});
