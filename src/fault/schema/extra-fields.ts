import { isValid } from '../../contract/json-schema.ts';
import { step, withAt } from '../../contract/pointer.ts';
import { spots } from '../../schema/break.ts';
import { defineFault } from '../fault.ts';
import { type Document, documentValue, type Reply, withDocument } from '../reply.ts';

const name = 'x_added_later';

export const extraFields = defineFault({
  name: 'extra-fields',
  summary: 'adds members that nobody has heard of to its objects',
  seen: 'Every API that grows: providers add fields without a new version.',
  leaves: 'intact',
  unfit: ({ reply }) =>
    grown(reply) === reply ? 'the declared schema of its reply allows no further members' : undefined,
  async play(_, exchange) {
    await exchange.reply(grown(exchange.healthy));
  },
});

/** The reply with a new member in every object that allows one; the reply itself where none does. */
function grown(reply: Reply): Reply {
  return reply.documents.reduce((r, d) => grownDocument(r, d), reply);
}

function grownDocument(reply: Reply, document: Document): Reply {
  const before = documentValue(reply, document);
  let value = before;
  for (const { pointer, value: object, node } of spots(document.schema, before)) {
    // Where no members are declared, all of them are data, and a new one says something.
    const grows = typeof object === 'object' && object !== null && !Array.isArray(object) && node.properties;
    if (!grows || Object.hasOwn(object, name)) continue;
    const wider = withAt(value, step(pointer, name), { version: 2, note: 'new' });
    if (isValid(document.schema, wider)) value = wider;
  }
  return value === before ? reply : withDocument(reply, document, value);
}
