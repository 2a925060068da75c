import { isValid } from '../../../contract/json-schema.ts';
import { at, withAt } from '../../../contract/pointer.ts';
import { defineFault } from '../../../fault/fault.ts';
import { choice } from '../../../fault/param.ts';
import { type Document, type Reply, undeclared } from '../../../fault/reply.ts';
import { parsed } from '../../parsed.ts';
import { messageIn, sayInstead } from '../saying.ts';

export const cutAtLimit = defineFault({
  name: 'cut-at-limit',
  summary: 'ends the JSON of structured output in its middle, with `max_tokens` or with the end of the context window',
  seen: 'Answers that grew longer than the limit that was set for them. What is there is no JSON, or is mended to say something else.',
  leaves: 'tainted',
  params: { reason: choice('max_tokens', 'model_context_window_exceeded', 'refusal') },
  unfit: ({ reply }) =>
    undeclared({ reply }) ??
    (structured(reply).some((document) => !hasForm(halfOf(textAt(reply, document)), document))
      ? undefined
      : 'its healthy reply has no structured output that would be none without its end'),
  async play({ reason }, exchange) {
    const texts = structured(exchange.healthy);
    await sayInstead(
      exchange,
      (message) =>
        texts.reduce<unknown>((said, { at: place }) => withAt(said, place, halfOf(String(at(said, place)))), {
          ...message,
          stop_reason: reason,
        }) as object,
    );
  },
});

const structured = ({ documents }: Reply): Document[] => documents.filter((document) => document.at !== '');
const textAt = (reply: Reply, document: Document): string => String(at(messageIn(reply), document.at));
const halfOf = (text: string): string => [...text].slice(0, Math.floor([...text].length / 2)).join('');

function hasForm(text: string, { schema }: Document): boolean {
  const value = parsed(text);
  return value !== undefined && isValid(schema, value);
}
