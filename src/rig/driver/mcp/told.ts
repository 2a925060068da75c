import { toBody } from '../../../observation/body.ts';
import type { Headers, Response } from '../../../observation/observation.ts';
import type { Message } from './message.ts';

/** What came of a message: the reply, or where HTTP itself refused it, its response. */
export type Told =
  | { readonly kind: 'reply'; readonly message: Message; readonly headers: Headers }
  | { readonly kind: 'refused'; readonly status: number; readonly headers: Headers; readonly body: Buffer };

/** There is no reply, and will be none. */
export class Unanswered extends Error {}

const json: Headers = [['content-type', 'application/json']];

/** A reply as a response: what a tool says is its body, as JSON. */
export function responseOf(told: Told, ended: number): Response {
  if (told.kind === 'refused')
    return { kind: 'response', status: told.status, headers: told.headers, body: toBody(told.body), ended };
  const { error, result } = told.message;
  const [status, body] = error
    ? (['rpc-error', JSON.stringify(error)] as const)
    : ([result?.isError === true ? 'tool-error' : 200, bodyOf(result)] as const);
  return { kind: 'response', status, headers: json, body: toBody(Buffer.from(body)), ended };
}

/** The structured content; else the one text, as JSON where it is JSON; else the list of the content. */
function bodyOf(result: Message['result']): string {
  if (typeof result !== 'object' || result === null) throw new Unanswered('its reply has neither result nor error');
  const { structuredContent, content = [] } = result;
  if (structuredContent !== undefined) return JSON.stringify(structuredContent);
  if (!Array.isArray(content)) throw new Unanswered('the content of its result is no list');
  const [only, ...more] = content as readonly { readonly type?: unknown; readonly text?: unknown }[];
  if (more.length > 0 || only?.type !== 'text' || typeof only.text !== 'string') return JSON.stringify(content);
  return isJson(only.text) ? only.text : JSON.stringify(only.text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
