import { defineFault } from '../fault.ts';
import { framed, planted, type Reply, undeclared, withBody } from '../reply.ts';

/** Stands in a text until the bytes are written; any valid place of it is one for the broken byte. */
const mark = 'q7z';

export const invalidUtf8 = defineFault({
  name: 'invalid-utf-8',
  summary: 'sends a byte in its free texts that is no UTF-8',
  seen: 'A text that was cut after so many bytes, in the middle of a letter. Most readers put � there and say nothing.',
  // A reader that skips the byte has the healthy reply; one that refuses it is right as well.
  leaves: 'doubtful',
  recurs: ['every'],
  unfit: (target) =>
    undeclared(target) ??
    framed(target) ??
    (planted(target.reply, mark) === target.reply ? 'its healthy reply has no free text' : undefined),
  async play(_, exchange) {
    await exchange.reply(withBody(exchange.healthy, broken(exchange.healthy)));
  },
});

/** Every free text ends with the first byte of a letter of two. */
function broken(reply: Reply): Buffer {
  const text = planted(reply, mark).body.toString('latin1');
  return Buffer.from(text.replaceAll(` ${mark}`, '\u00c3'), 'latin1');
}
