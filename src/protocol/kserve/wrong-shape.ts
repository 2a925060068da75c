import { defineFault } from '../../fault/fault.ts';
import { type Reply, withWhole } from '../../fault/reply.ts';
import { isObject } from '../routes.ts';
import { saidIn } from '../whole.ts';

export const wrongShape = defineFault({
  name: 'wrong-shape',
  summary: 'sends an output with fewer values than its shape says',
  seen: 'A model that was exported with another batch size, a server that drops padded rows. Rows and inputs no longer belong together.',
  leaves: 'tainted',
  unfit: ({ reply }) => (shortened(reply) ? undefined : 'its healthy reply has no output with values'),
  async play(_, exchange) {
    await exchange.reply(shortened(exchange.healthy)!);
  },
});

function shortened(reply: Reply): Reply | undefined {
  const said = saidIn(reply);
  const [first, ...others] = Array.isArray(said?.outputs) ? said.outputs : [];
  if (!isObject(first) || !Array.isArray(first.data) || first.data.length === 0) return undefined;
  return withWhole(reply, { ...said, outputs: [{ ...first, data: first.data.slice(0, -1) }, ...others] });
}
