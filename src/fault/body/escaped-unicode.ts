import { defineFault } from '../fault.ts';
import { withBody } from '../reply.ts';

export const escapedUnicode = defineFault({
  name: 'escaped-unicode',
  summary: 'writes the letters of its JSON texts as \\u escapes',
  seen: 'Serialisers that keep their output in ASCII: the default in Python and PHP.',
  leaves: 'intact',
  unfit: ({ reply }) => (reply.documents.length === 0 ? 'its healthy reply has no declared JSON body' : undefined),
  async play(_, exchange) {
    const text = exchange.healthy.body.toString();
    // Every second letter or foreign character inside of quotes; what is escaped already stays.
    const escaped = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
      quoted.replaceAll(/\\.|[a-z\u0080-\uffff]/g, (c, at: number) =>
        c.length === 1 && (c > '\u007f' || at % 2 === 1) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c,
      ),
    );
    await exchange.reply(withBody(exchange.healthy, escaped));
  },
});
