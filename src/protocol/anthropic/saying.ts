import type { Exchange } from '../../fault/fault.ts';
import { documentValue, type Reply, undeclared, withDocument } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import type { Block } from './asked.ts';

/** A message, as far as faults change it. */
export interface Message {
  readonly content: readonly Block[];
  readonly [member: string]: unknown;
}

export const messageIn = (reply: Reply): Message => documentValue(reply, reply.documents[0]!) as Message;

/** The healthy reply with another message, streamed if it was. */
export const withMessage = (reply: Reply, change: (message: Message) => object): Reply =>
  withDocument(reply, reply.documents[0]!, change(messageIn(reply)));

/** Sends the healthy reply with another message. */
export const sayInstead = (exchange: Exchange, change: (message: Message) => object): Promise<void> =>
  exchange.reply(withMessage(exchange.healthy, change));

/** The place of the last use of a tool; below zero where there is none. */
export const lastUse = ({ content }: Message): number => content.findLastIndex(({ type }) => type === 'tool_use');

/** Why a fault of tools cannot strike there. */
export const useless = ({ reply }: Target): string | undefined =>
  undeclared({ reply }) ?? (lastUse(messageIn(reply)) < 0 ? 'its healthy reply uses no tool' : undefined);
