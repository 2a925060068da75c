import { isValid } from '../../contract/json-schema.ts';
import { withAt } from '../../contract/pointer.ts';
import { spots } from '../../schema/break.ts';
import { defineFault } from '../fault.ts';
import { type Document, documentValue, type Reply, withDocument } from '../reply.ts';

export const extraFields = defineFault({
  name: 'extra-fields',
  summary: 'adds members that nobody has heard of to its objects',
  seen: 'Every API that grows: providers add fields without a new version.',
  leaves: 'intact',
  unfit: ({ reply }) => (grow(reply) ? undefined : 'the declared schema of its reply allows no further members'),
  async play(_, exchange) {
    await exchange.reply(grow(exchange.healthy) ?? exchange.impossible('this reply has no object that may grow'));
  },
});

/** The reply with a new member in every object that allows one; undefined where none does. */
function grow(reply: Reply): Reply | undefined {
  const grown = reply.documents.reduce((r, d) => growDocument(r, d), reply);
  return grown === reply ? undefined : grown;
}

function growDocument(reply: Reply, document: Document): Reply {
  const before = documentValue(reply, document);
  let value = before;
  for (const spot of spots(document.schema, before)) {
    if (typeof spot.value !== 'object' || spot.value === null || Array.isArray(spot.value)) continue;
    const wider = withAt(value, `${spot.pointer}/x_added_later`, { version: 2, note: 'new' });
    if (isValid(document.schema, wider)) value = wider;
  }
  return value === before ? reply : withDocument(reply, document, value);
}
