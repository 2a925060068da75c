import { defineFault } from '../../fault/fault.ts';
import { hash } from '../../schema/seed.ts';
import { changing, type Hit } from './hits.ts';

export const moreHitsThanAsked = defineFault({
  name: 'more-hits-than-asked',
  summary: 'sends twice as many hits as were asked for',
  seen: 'Imitations of a store that do not know its limit, a limit for each shard. Prompts and buffers were made for fewer.',
  leaves: 'doubtful',
  ...changing(({ list, id, score }, seed) => {
    const last = list.at(-1)![score] as number;
    // A distance grows where a score falls.
    const step = (list[0]![score] as number) > last || score !== 'distances' ? -0.001 : 0.001;
    const more = list.map((hit, i): Hit => ({ ...hit, [id]: other(hit[id], seed), [score]: last + step * (i + 1) }));
    return [...list, ...more];
  }, 'its healthy reply has no hits'),
});

/** An id of the same kind that no other hit has. */
function other(id: unknown, seed: number): unknown {
  if (typeof id === 'number') return id + 1_000_000;
  const text = String(id);
  const hex = (hash(seed, 'more', text) >>> 0).toString(16).padStart(8, '0');
  return /^[0-9a-f]{8}-/.test(text) ? `${hex}${text.slice(8)}` : `${text}-${hex}`;
}
