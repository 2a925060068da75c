import { hash } from '../../schema/seed.ts';
import { isObject, isWhole, type Refused, type Told } from '../routes.ts';
import { reliedList, relies, vectorOf } from '../store/records.ts';
import { tokensOf } from '../tokens.ts';
import { wrong } from './rerank.ts';

// https://docs.cohere.com/reference/embed

const sizes = [256, 512, 1024, 1536];
const largest = 96;

/** A vector of floats for each text: the same for the same text. */
export function embedded(body: unknown, seed: number, nonce: string): Told | Refused {
  if (!isObject(body)) return wrong('body', 'invalid request: the body is not valid JSON');
  const { model, texts, input_type: type, output_dimension: size = 1024, embedding_types: types = ['float'] } = body;
  if (typeof model !== 'string' || model === '') return wrong('body/model', 'invalid request: model is required');
  if (typeof type !== 'string') return wrong('body/input_type', 'invalid request: input_type is required');
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === 'string'))
    return wrong('body/texts', 'invalid request: at least one text is required');
  if (texts.length > largest)
    return wrong('body/texts', `invalid request: total number of texts must be at most ${largest}`);
  if (!isWhole(size) || !sizes.includes(size))
    return wrong('body/output_dimension', `invalid request: output_dimension must be one of ${sizes.join(', ')}`);
  if (!Array.isArray(types) || types.some((kind) => kind !== 'float'))
    return wrong('body/embedding_types', 'invalid request: only float embeddings are available for this model');
  const tokens = texts.reduce((sum, text) => sum + tokensOf(text), 0);
  const vectors = texts.map((text) => vectorOf(size, hash(seed, text)));
  const vector = { type: 'array', minItems: size, maxItems: size, items: { type: 'number' } };
  const float = { ...(reliedList(vector, texts.length) as object), maxItems: texts.length };
  return {
    value: {
      id: nonce,
      texts,
      embeddings: { float: vectors },
      meta: { api_version: { version: '2' }, billed_units: { input_tokens: tokens } },
      response_type: 'embeddings_by_type',
    },
    relied: relies({ embeddings: relies({ float }) }),
    tokens,
  };
}
