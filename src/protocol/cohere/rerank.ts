import type { Schema } from '../../contract/contract.ts';
import { hash } from '../../schema/seed.ts';
import { isObject, isWhole, type Refused, type Told } from '../routes.ts';
import { relies } from '../store/records.ts';

// https://docs.cohere.com/reference/rerank

export const wrong = (at: string, message: string): Refused => ({ refused: 400, at, message });

/** The documents of a request, in an order that the seed decides. */
export function ranked(body: unknown, seed: number, nonce: string): Told | Refused {
  if (!isObject(body)) return wrong('body', 'invalid request: the body is not valid JSON');
  const { model, query, documents, top_n: top } = body;
  if (typeof model !== 'string' || model === '') return wrong('body/model', 'invalid request: model is required');
  if (typeof query !== 'string' || query === '') return wrong('body/query', 'invalid request: query must not be empty');
  if (!Array.isArray(documents) || documents.length === 0)
    return wrong('body/documents', 'invalid request: list of documents must not be empty');
  if (!documents.every((document) => typeof document === 'string'))
    return wrong('body/documents', 'invalid request: documents must be a list of strings');
  if (top !== undefined && top !== null && !(isWhole(top) && top > 0))
    return wrong('body/top_n', 'invalid request: top_n must be greater than 0');
  const count = Math.min(documents.length, isWhole(top) ? top : documents.length);
  const results = order(documents as string[], seed)
    .slice(0, count)
    .map((index, place) => ({ index, relevance_score: score(seed, place) }));
  return {
    value: { id: nonce, results, meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } } },
    relied: relies({ results: relied(documents.length, count) }),
  };
}

function order(documents: readonly string[], seed: number): number[] {
  const drawn = documents.map((document, index) => ({ index, place: hash(seed, 'rank', index, document) }));
  return drawn.sort((a, b) => a.place - b.place).map(({ index }) => index);
}

const score = (seed: number, place: number): number => {
  const chance = (hash(seed, 'relevance', place) >>> 0) / 2 ** 32;
  return Math.round(((0.95 + chance * 0.04) / (1 + place * 0.6)) * 1e6) / 1e6;
};

/**
 * Every rank once, each of a document that was sent: fewer ranks are fewer documents than were asked for. The official
 * client calls a score `relevanceScore`, and hands on what already has that name.
 */
const relied = (documents: number, count: number): Schema => ({
  type: 'array',
  minItems: count,
  uniqueItems: true,
  items: {
    type: 'object',
    required: ['index'],
    properties: {
      index: { type: 'integer', minimum: 0, maximum: documents - 1 },
      relevance_score: { type: 'number', minimum: 0, maximum: 1 },
    },
    anyOf: [{ required: ['relevance_score'] }, { required: ['relevanceScore'] }],
  },
});
