import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { chunk, inChunks, lastChunk } from './chunks.ts';
import type { Exchange } from './fault.ts';
import { choice } from './param.ts';
import { type Frame, type Reply, renderFramedHead } from './reply.ts';
import type { Target } from './site.ts';

/** Sends the head of a stream. */
export async function sendStreamHead(exchange: Exchange): Promise<void> {
  await exchange.send(renderFramedHead(exchange.healthy, inChunks));
}

/** Sends frames, each of them flushed before the next one is. */
export async function sendFrames(exchange: Exchange, frames: readonly Frame[]): Promise<void> {
  for (const { bytes } of frames) await exchange.send(chunk(bytes));
}

/** How a stream ends that is cut: as if it were whole, with a FIN, with an RST. */
export const endings = choice('in order', 'closed', 'reset');

/** Ends a stream that is cut. */
export async function endCut(exchange: Exchange, ends: 'in order' | 'closed' | 'reset'): Promise<void> {
  if (ends === 'closed') return exchange.close();
  if (ends === 'reset') return exchange.reset();
  await exchange.send(lastChunk());
  exchange.end();
}

/** The frames of a reply with something done to the one at a place; undefined where it cannot be done. */
export type Garble = (frames: readonly Frame[], place: number) => readonly Frame[] | undefined;

/** The streams that come of garbling one frame after which a text with a declared form has that form no more. */
export function* garbled({ stream, documents }: Reply, garble: Garble): Generator<readonly Frame[]> {
  const { frames } = stream!;
  for (const [place, { text }] of frames.entries()) {
    const document = text && documents.find(({ at }) => at === text.at);
    const after = document && garble(frames, place);
    if (!after) continue;
    const said = after.map((frame) => (frame.text?.at === text.at ? frame.text.piece : '')).join('');
    if (!hasForm(said, document.schema)) yield after;
  }
}

function hasForm(text: string, schema: Schema): boolean {
  try {
    return isValid(schema, JSON.parse(text));
  } catch {
    return false;
  }
}

/** Why garbling a frame of the reply of a site would be seen by nobody. */
export function ungarbled(garble: Garble) {
  return ({ reply }: Target): string | undefined =>
    garbled(reply, garble).next().done ? 'its healthy stream has no text with a form that would be lost' : undefined;
}

/** How many frames of a site's reply can be garbled so that it shows. */
export function garblings(garble: Garble) {
  return ({ reply }: Target): number => (reply.stream ? [...garbled(reply, garble)].length : 0);
}
