import { isObject } from '../routes.ts';
import type { Wanted } from './records.ts';

/**
 * The values that a filter demands of members, as Pinecone and Chroma write them: `{ lang: "de" }`, `{ lang: { $eq: "de" } }`,
 * and several of these in `$and`.
 */
export function matching(filter: unknown): Wanted {
  if (!isObject(filter)) return {};
  const all = Object.entries(filter).map(([key, demand]): Wanted => {
    if (key === '$and' && Array.isArray(demand)) return Object.assign({}, ...demand.map(matching));
    if (key.startsWith('$')) return {};
    if (!isObject(demand)) return { [key]: demand };
    if ('$eq' in demand) return { [key]: demand.$eq };
    return Array.isArray(demand.$in) && demand.$in.length > 0 ? { [key]: demand.$in[0] } : {};
  });
  return Object.assign({}, ...all);
}
