import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { framed, undeclared, withBody, withHeader } from '../reply.ts';

export const utf16Reply = defineFault({
  name: 'utf-16-reply',
  summary: 'sends its JSON in UTF-16, and says so in its content-type or with a byte order mark',
  seen: 'Exports of databases and of office software that are served as they are.',
  // JSON between systems is UTF-8; a reader that honours the charset has the healthy reply all the same.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { says: choice('charset', 'byte order mark') },
  unfit: (target) => undeclared(target) ?? framed(target),
  async play({ says }, exchange) {
    const { healthy } = exchange;
    const text = Buffer.from(`${says === 'charset' ? '' : '\ufeff'}${healthy.body}`, 'utf16le');
    const reply = withBody(healthy, text);
    await exchange.reply(
      says === 'charset' ? withHeader(reply, 'content-type', 'application/json; charset=utf-16le') : reply,
    );
  },
});
