import { show } from '../contract/show.ts';
import type { Break, Way } from '../schema/break.ts';
import { breaks } from '../schema/break.ts';
import type { Exchange } from './fault.ts';
import { type Document, documentValue, type Reply, withDocument } from './reply.ts';
import type { Target } from './site.ts';

function* candidates(reply: Reply, way: Way): Generator<{ document: Document; broken: Break }> {
  for (const document of reply.documents) {
    for (const broken of breaks(way, document.schema, documentValue(reply, document))) yield { document, broken };
  }
}

/** Why a way to break values finds nothing to break in the healthy reply of a site. */
export function unbreakable(way: Way, what: string) {
  return ({ reply }: Target): string | undefined =>
    candidates(reply, way).next().done ? `the declared schema of its reply has no ${what}` : undefined;
}

/** How many places of a site's healthy reply a way can break. */
export function breakable(way: Way) {
  return ({ reply }: Target): number => [...candidates(reply, way)].length;
}

/**
 * Sends the healthy reply with the `pick`th of the possible places broken, counted around. `respell` has the last word on
 * the text, for what JSON cannot say.
 */
export async function sendBroken(
  way: Way,
  pick: number,
  exchange: Exchange,
  respell = (json: string): string => json,
): Promise<void> {
  const all = [...candidates(exchange.healthy, way)];
  const { document, broken } = all[pick % all.length]!;
  const place = broken.pointer || 'the whole';
  exchange.note(
    `${document.at ? `${document.at} → ` : ''}${place}: ${show(broken.was)} ${'became' in broken ? `→ ${respell(show(broken.became))}` : 'is missing'}`,
  );
  await exchange.reply(withDocument(exchange.healthy, document, broken.value, respell));
}
