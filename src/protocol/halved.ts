import { isValid } from '../contract/json-schema.ts';
import { at, withAt } from '../contract/pointer.ts';
import { type Document, documentValue, type Reply, undeclared, withDocument } from '../fault/reply.ts';
import { parsed } from './parsed.ts';

// A text that is cut off is a text: whether it is one less can only be seen where it has a form.

const structured = ({ documents }: Reply): Document[] => documents.filter(({ at: place }) => place !== '');
const halfOf = (text: string): string => [...text].slice(0, Math.floor([...text].length / 2)).join('');

function hasForm(text: string, { schema }: Document): boolean {
  const value = parsed(text);
  return value !== undefined && isValid(schema, value);
}

/** Why a cut in the texts of a reply would be seen by nobody. */
export function unhalved({ reply }: { readonly reply: Reply }): string | undefined {
  if (undeclared({ reply })) return undeclared({ reply });
  const whole = documentValue(reply, reply.documents[0]!);
  return structured(reply).some((document) => !hasForm(halfOf(String(at(whole, document.at))), document))
    ? undefined
    : 'its healthy reply has no structured output that would be none without its end';
}

/** The reply with the first half of each of its texts that hold JSON, and then changed. */
export function halved(reply: Reply, change: (whole: unknown) => unknown): Reply {
  const whole = documentValue(reply, reply.documents[0]!);
  const cut = structured(reply).reduce(
    (said, { at: place }) => withAt(said, place, halfOf(String(at(said, place)))),
    whole,
  );
  return withDocument(reply, reply.documents[0]!, change(cut));
}
