import type { Schema } from '../../contract/contract.ts';
import type { Reply } from '../../fault/reply.ts';
import { hash } from '../../schema/seed.ts';
import { interned } from '../interned.ts';
import { tokensOf } from '../tokens.ts';
import { type EmbeddingsRequest, refusedEmbeddings, texts } from './embeddings-request.ts';
import type { Endpoint } from './endpoint.ts';
import { headers } from './headers.ts';
import { toBase64 } from './vector.ts';

/** Embeddings: the same text always has the same vector, of length 1. */
export const embeddings: Endpoint = {
  operation: 'embeddings',
  path: '/v1/embeddings',
  refused: refusedEmbeddings,
  answer(asked: EmbeddingsRequest) {
    const size = asked.dimensions ?? (/-large/.test(asked.model) ? 3072 : 1536);
    const inputs = texts(asked.input);
    const encode = asked.encoding_format === 'base64' ? toBase64 : (vector: readonly number[]) => vector;
    const tokens = inputs.reduce((sum, input) => sum + (typeof input === 'string' ? tokensOf(input) : input.length), 0);
    const body = {
      object: 'list',
      data: inputs.map((input, index) => ({ object: 'embedding', index, embedding: encode(vectorOf(input, size)) })),
      model: asked.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
    const bytes = Buffer.from(JSON.stringify(body));
    const documents = [{ at: '', schema: relied(inputs.length, size, asked.encoding_format === 'base64') }];
    return { tokens, reply: (nonce): Reply => ({ status: 200, headers: headers(nonce), body: bytes, documents }) };
  },
};

/** A vector of length 1 that follows from the input alone, in numbers that 32 bits hold. */
function vectorOf(input: string | readonly number[], size: number): number[] {
  const text = typeof input === 'string' ? input : input.join();
  let state = hash(0, text) || 1;
  const drawn = Array.from({ length: size }, () => {
    // xorshift32: https://www.jstatsoft.org/article/view/v008i14
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  });
  const length = Math.hypot(...drawn);
  return drawn.map((n) => Math.fround(n / length));
}

/**
 * What makes embeddings usable, and no more: one vector for each input, all of one size, none of zeros. Who goes by their
 * order, and not by `index`, is right as long as they are in order.
 */
function relied(count: number, size: number, base64: boolean): Schema {
  const vector = base64 ? packed(size) : floats(size);
  const items = { type: 'object', required: ['embedding'], properties: { embedding: vector } };
  return interned({
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', minItems: count, maxItems: count, items } },
  });
}

const floats = (size: number): Schema => ({
  type: 'array',
  minItems: size,
  maxItems: size,
  items: { type: 'number' },
  contains: { not: { const: 0 } },
});

function packed(size: number): Schema {
  const { length } = toBase64(Array.from({ length: size }, () => 0));
  return { type: 'string', minLength: length, maxLength: length, pattern: '[B-Zb-z0-9+/]', contentEncoding: 'base64' };
}
