import { quoted } from '../../schema/ways.ts';
import { breakable, sendBroken, unbreakable } from '../breaking.ts';
import { defineFault } from '../fault.ts';
import { index } from '../param.ts';

export const quotedReply = defineFault({
  name: 'quoted-reply',
  summary: 'sends its JSON as a text that holds JSON',
  seen: 'A value that was serialised twice, on its way through a queue or a cache.',
  leaves: 'tainted',
  recurs: ['first'],
  params: { pick: index(breakable(quoted)) },
  unfit: unbreakable(quoted, 'object or list that may be no text'),
  async play({ pick }, exchange) {
    await sendBroken(quoted, pick, exchange);
  },
});
