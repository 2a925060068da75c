import { isValid } from '../../../contract/json-schema.ts';
import { withAt } from '../../../contract/pointer.ts';
import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { type Reply, withFrames } from '../../../fault/reply.ts';
import { lastUse, messageIn, useless, withMessage } from '../saying.ts';

const inputIn = (reply: Reply): string => `/content/${lastUse(messageIn(reply))}/input`;

export const cutToolInput = defineFault({
  name: 'cut-tool-input',
  summary:
    'ends the input of a tool in its middle, with `max_tokens`, or as if nothing were wrong; where it is not streamed, it is empty',
  seen: 'Long inputs and low limits. The helper of the official client shows `input: {}`, which looks like a call without arguments.',
  leaves: 'tainted',
  params: { reason: choice('max_tokens', 'tool_use') },
  unfit: (target) => useless(target) ?? unnoticed(target.reply),
  async play({ reason }, exchange) {
    const { healthy } = exchange;
    const input = inputIn(healthy);
    if (!healthy.stream)
      return exchange.reply(withMessage(healthy, (m) => withAt({ ...m, stop_reason: reason }, input, {}) as object));
    const ended = withMessage(healthy, (message) => ({ ...message, stop_reason: reason }));
    const { frames } = ended.stream!;
    const pieces = frames.filter(({ text }) => text?.at === input);
    const left = new Set(pieces.slice(0, Math.floor(pieces.length / 2)));
    exchange.note(`${left.size} of ${pieces.length} pieces of the input`);
    await exchange.reply(
      withFrames(
        ended,
        frames.filter((frame) => frame.text?.at !== input || left.has(frame)),
      ),
    );
  },
});

/** An empty input may be one that is meant. */
const unnoticed = (reply: Reply): string | undefined =>
  isValid(reply.documents[0]!.schema, withAt(messageIn(reply), inputIn(reply), {}))
    ? 'its tool takes an empty input'
    : undefined;
