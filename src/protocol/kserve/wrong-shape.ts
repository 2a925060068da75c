import { defineFault } from '../../fault/fault.ts';
import type { Reply } from '../../fault/reply.ts';
import { withBody } from '../../fault/reply.ts';

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
  if (reply.documents.length === 0) return undefined;
  const body = JSON.parse(reply.body.toString());
  const [first, ...others] = (body.outputs ?? []) as readonly { readonly data: readonly unknown[] }[];
  if (!first || first.data.length === 0) return undefined;
  return withBody(
    reply,
    JSON.stringify({ ...body, outputs: [{ ...first, data: first.data.slice(0, -1) }, ...others] }),
  );
}
