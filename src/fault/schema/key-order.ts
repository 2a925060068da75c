import { defineFault } from '../fault.ts';
import { documentValue, type Reply, undeclared, withDocument } from '../reply.ts';

export const keyOrder = defineFault({
  name: 'key-order',
  summary: 'sends the members of its objects in the opposite order',
  seen: 'JSON promises no order: another serialiser, another version, a hash map.',
  leaves: 'intact',
  unfit: ({ reply }) =>
    undeclared({ reply }) ??
    (turned(reply).body.equals(reply.body) ? 'its healthy reply has no object with two members' : undefined),
  async play(_, exchange) {
    await exchange.reply(turned(exchange.healthy));
  },
});

function turned(reply: Reply): Reply {
  return reply.documents.reduce((r, d) => withDocument(r, d, reversed(documentValue(r, d))), reply);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
