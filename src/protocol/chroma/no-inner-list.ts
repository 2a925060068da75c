import { defineFault } from '../../fault/fault.ts';
import { withWhole } from '../../fault/reply.ts';
import { hitsIn } from '../hits/hits.ts';
import { saidIn } from '../whole.ts';

export const noInnerList = defineFault({
  name: 'no-inner-list',
  summary: 'answers a query with empty lists that hold no list for it: `{ "ids": [], … }`',
  seen: 'Chroma, where nothing was embedded. `result.ids[0][0]` is the first thing that everybody writes.',
  leaves: 'tainted',
  unfit: ({ reply }) => (hitsIn(reply) ? undefined : 'its healthy reply has no hits'),
  async play(_, exchange) {
    const said = Object.entries(saidIn(exchange.healthy)!);
    const emptied = said.map(([name, value]) => [name, Array.isArray(value) && name !== 'include' ? [] : value]);
    await exchange.reply(withWhole(exchange.healthy, Object.fromEntries(emptied)));
  },
});
