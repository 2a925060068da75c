import { isValid } from '../../contract/json-schema.ts';
import { step, withAt } from '../../contract/pointer.ts';
import { spots } from '../../schema/break.ts';
import { defineFault } from '../fault.ts';
import { type Document, documentValue, type Reply, withDocument } from '../reply.ts';

export const olderVersion = defineFault({
  name: 'older-version',
  summary: 'leaves out every member that its schema does not demand',
  seen: 'An older version behind the same load balancer, a record from before the field was added.',
  // The contract calls them optional: a reply without them is as good.
  leaves: 'intact',
  recurs: ['every'],
  unfit: ({ reply }) => (reduced(reply) === reply ? 'its healthy reply has no member that may be missing' : undefined),
  async play(_, exchange) {
    await exchange.reply(reduced(exchange.healthy));
  },
});

/** The reply without its optional members; the reply itself where there are none. */
function reduced(reply: Reply): Reply {
  return reply.documents.reduce((r, d) => reducedDocument(r, d), reply);
}

function reducedDocument(reply: Reply, document: Document): Reply {
  const before = documentValue(reply, document);
  let value = before;
  // The inner ones first: what is taken out later takes them along.
  for (const { pointer, value: object, node } of [...spots(document.schema, before)].reverse()) {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) continue;
    for (const key of Object.keys(node.properties ?? {})) {
      if (!Object.hasOwn(object, key) || node.required?.includes(key)) continue;
      const without = withAt(value, step(pointer, key), undefined);
      if (isValid(document.schema, without)) value = without;
    }
  }
  return value === before ? reply : withDocument(reply, document, value);
}
