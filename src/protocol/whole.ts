import { documentValue, type Reply } from '../fault/reply.ts';
import { isObject, type Json } from './routes.ts';

const wholeOf = (reply: Reply) => reply.documents.find(({ at }) => at === '');

/** The JSON object that a reply says, streamed or not; undefined where it says none that anybody relies on. */
export function saidIn(reply: Reply): Json | undefined {
  const whole = wholeOf(reply);
  const value = whole && documentValue(reply, whole);
  return isObject(value) ? value : undefined;
}
