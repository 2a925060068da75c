import { defineFault } from '../fault.ts';
import { framed, type Reply, undeclared, withBody, withHeader } from '../reply.ts';

const isForeign = (letter: string) => letter > '\u007f';
// Between the two stand control characters, for which most readers take the letters of Windows.
const isLatin1 = (letter: string) => letter <= '\u007f' || (letter >= '\u00a0' && letter <= '\u00ff');

export const latin1Reply = defineFault({
  name: 'latin-1-reply',
  summary: 'sends its JSON in ISO 8859-1, and says so in its content-type',
  seen: 'Old services and databases; readers that take UTF-8 for granted get broken letters, or an error.',
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: (target) =>
    undeclared(target) ??
    framed(target) ??
    (inLatin1(target.reply) ? undefined : 'its healthy body has no foreign letters, or others than ISO 8859-1 has'),
  async play(_, exchange) {
    const { healthy } = exchange;
    const reply = withBody(healthy, inLatin1(healthy)!);
    await exchange.reply(withHeader(reply, 'content-type', 'application/json; charset=iso-8859-1'));
  },
});

function inLatin1({ body }: Reply): Buffer | undefined {
  const letters = [...body.toString()];
  const fits = letters.some(isForeign) && letters.every(isLatin1);
  return fits ? Buffer.from(letters.join(''), 'latin1') : undefined;
}
