import { defineFault } from '../fault.ts';
import { documentValue, withDocument } from '../reply.ts';

export const keyOrder = defineFault({
  name: 'key-order',
  summary: 'sends the members of its objects in the opposite order',
  seen: 'JSON promises no order: another serialiser, another version, a hash map.',
  leaves: 'intact',
  unfit: ({ reply }) => (reply.documents.length === 0 ? 'its healthy reply has no declared JSON body' : undefined),
  async play(_, exchange) {
    await exchange.reply(
      exchange.healthy.documents.reduce((r, d) => withDocument(r, d, reversed(documentValue(r, d))), exchange.healthy),
    );
  },
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
