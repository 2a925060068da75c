import { type Reply, withBody, withHeader } from './reply.ts';

/** Where a redirect loop goes round; a simulator answers there with the same again, and it is no call of any operation. */
export const loopPath = '/__moved/again';

/** A redirect into the loop. */
export function intoTheLoop(reply: Reply, status: number): Reply {
  return withHeader(withBody({ ...reply, status }, ''), 'location', loopPath);
}
