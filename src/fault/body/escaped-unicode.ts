import { defineFault } from '../fault.ts';
import { undeclared, withBody } from '../reply.ts';

export const escapedUnicode = defineFault({
  name: 'escaped-unicode',
  summary: 'writes the letters of its JSON texts as \\u escapes',
  seen: 'Serialisers that keep their output in ASCII: the default in Python and PHP.',
  leaves: 'intact',
  unfit: (target) =>
    undeclared(target) ??
    (escaped(target.reply.body) === target.reply.body.toString()
      ? 'its healthy body has no letters to escape'
      : undefined),
  async play(_, exchange) {
    await exchange.reply(withBody(exchange.healthy, escaped(exchange.healthy.body)));
  },
});

/** Every second letter, and every foreign character, inside of quotes; what is escaped already stays. */
function escaped(body: Buffer): string {
  return body
    .toString()
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
      quoted.replaceAll(/\\u[0-9a-fA-F]{4}|\\.|[a-z\u0080-\uffff]/g, (c, at: number) =>
        c.length === 1 && (c > '\u007f' || at % 2 === 1) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c,
      ),
    );
}
