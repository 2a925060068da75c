import type { Exchange } from '../../fault/fault.ts';
import { documentValue, type Reply, withDocument } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import type { Json } from './message.ts';

const whole = { at: '', schema: true } as const;

const messageIn = (reply: Reply): Json => documentValue(reply, whole) as Json;

/** Sends another message in place of the healthy one. */
export async function sayInstead(exchange: Exchange, change: (message: Json) => Json): Promise<void> {
  await exchange.reply(withDocument(exchange.healthy, whole, change(messageIn(exchange.healthy))));
}

/** The result that the healthy reply of a site has. */
export const resultIn = ({ reply }: Pick<Target, 'reply'>): Json => messageIn(reply).result as Json;

/** Why a fault of a tool's result cannot be played where no tool is called. */
export const toolless = (target: Target): string | undefined =>
  'content' in resultIn(target) ? undefined : 'no tool is called there';
