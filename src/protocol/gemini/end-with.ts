import type { Exchange } from '../../fault/fault.ts';
import { documentValue, type Reply, undeclared, withDocument } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';

/** A reply of this API, as far as faults change it. */
export interface Body {
  readonly candidates: readonly { readonly content: { readonly parts: readonly Record<string, unknown>[] } }[];
  readonly usageMetadata: Readonly<Record<string, number>>;
}

const bodyOf = (reply: Reply): Body => documentValue(reply, reply.documents[0]!) as Body;

/** Sends the healthy reply with another body. */
export async function replyWith(exchange: Exchange, change: (body: Body) => object): Promise<void> {
  const { healthy } = exchange;
  await exchange.reply(withDocument(healthy, healthy.documents[0]!, change(bodyOf(healthy))));
}

/** Sends the healthy reply with one candidate that has ended like this. */
export const endWith = (exchange: Exchange, candidate: object): Promise<void> =>
  replyWith(exchange, (body) => ({ ...body, candidates: [{ ...candidate, index: 0 }] }));

/** Why a fault of calls cannot strike there. */
export const callless = ({ reply }: Target): string | undefined =>
  undeclared({ reply }) ??
  (bodyOf(reply).candidates[0]!.content.parts.some((part) => 'functionCall' in part)
    ? undefined
    : 'its healthy reply calls no function');
