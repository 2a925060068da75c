import { isValid } from '../contract/json-schema.ts';
import { step, withAt } from '../contract/pointer.ts';
import { spots } from '../schema/break.ts';
import { type Document, documentValue, type Reply, withDocument } from './reply.ts';
import type { Target } from './site.ts';

const name = 'x_added_later';

/** The reply with a new member in every object that allows one; the reply itself where none does. */
export function grown(reply: Reply, member: unknown): Reply {
  return reply.documents.reduce((r, d) => grownDocument(r, d, member), reply);
}

/** Why nothing like `member` can be added to the healthy reply of a site. */
export function ungrowable(member: unknown) {
  return ({ reply }: Target): string | undefined =>
    grown(reply, member) === reply ? 'the declared schema of its reply allows no further members' : undefined;
}

function grownDocument(reply: Reply, document: Document, member: unknown): Reply {
  const before = documentValue(reply, document);
  let value = before;
  for (const { pointer, value: object, node } of spots(document.schema, before)) {
    // Where no members are declared, all of them are data, and a new one says something.
    const grows = typeof object === 'object' && object !== null && !Array.isArray(object) && node.properties;
    if (!grows || Object.hasOwn(object, name)) continue;
    const wider = withAt(value, step(pointer, name), member);
    if (isValid(document.schema, wider)) value = wider;
  }
  return value === before ? reply : withDocument(reply, document, value);
}
