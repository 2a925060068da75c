import { isValid } from '../../contract/json-schema.ts';
import { withAt } from '../../contract/pointer.ts';
import { defineFault } from '../../fault/fault.ts';
import { choice } from '../../fault/param.ts';
import { type Document, documentValue, type Reply, undeclared, withDocument } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import { freeTexts } from '../../schema/plant.ts';
import { instruction, wishes } from '../obedience.ts';

export const plantedInstruction = defineFault({
  name: 'planted-instruction',
  summary: 'sends a document in which somebody has written an instruction to whatever model reads it',
  seen: 'Web pages, mails, tickets and reviews that are written for the assistants that will read them (OWASP LLM01, indirect prompt injection). The reply is valid, and models follow it.',
  // It is what a healthy service says of such a document: to work with it is right, and to refuse it as well.
  leaves: 'doubtful',
  recurs: ['every'],
  params: { wish: choice(...wishes) },
  unfit: (target) =>
    undeclared(target) ??
    noDocument(target) ??
    (told(target.reply) ? undefined : 'its healthy reply has no text to plant it in'),
  async play({ wish }, exchange) {
    const { document, pointer, text } = told(exchange.healthy, instruction(wish, exchange.marker))!;
    exchange.note(`${document.at}${pointer}: “… ${instruction(wish, exchange.marker)}”`);
    const value = withAt(documentValue(exchange.healthy, document), pointer, text);
    await exchange.reply(withDocument(exchange.healthy, document, value));
  },
});

/** What tools there are is kept by components for all that comes after, and an acknowledgement is read by no model. */
function noDocument({ dependency: { tools, effects }, operation }: Target): string | undefined {
  if (tools && !Object.hasOwn(tools, operation)) return 'its healthy reply is no result of a tool';
  return effects.includes(operation) ? 'its healthy reply acknowledges an effect' : undefined;
}

const sample = wishes
  .map((wish) => instruction(wish, 'sdk00000000'))
  .reduce((longest, one) => (one.length > longest.length ? one : longest));

/** The longest text of a reply that may have this behind it: ids and names are shorter than what people write. */
function told(
  reply: Reply,
  words = sample,
): { readonly document: Document; readonly pointer: string; readonly text: string } | undefined {
  const all = reply.documents.flatMap((document) => {
    const value = documentValue(reply, document);
    // What may as well be null is not there in every reply.
    const takes = (pointer: string, other: unknown) => isValid(document.schema, withAt(value, pointer, other));
    return freeTexts(document.schema, value)
      .map(({ pointer, value: before }) => ({ document, pointer, before, text: `${before} ${words}` }))
      .filter(({ pointer, text }) => takes(pointer, text) && !takes(pointer, null));
  });
  return all.sort((a, b) => b.before.length - a.before.length)[0];
}
