import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';

// The bodies that the server sends: https://api.qdrant.tech/ and the texts of its storage errors.

const byStatus: Readonly<Record<number, string>> = {
  400: 'Wrong input: Not existing vector name error: dense',
  401: 'Must provide an API key or an Authorization bearer token',
  403: 'Forbidden: Global access is required',
  404: "Not found: Collection `documents` doesn't exist!",
  409: 'Wrong input: Collection `documents` already exists!',
  422: 'Validation error in JSON body: [limit: value 0 invalid, must be 1 or larger]',
  429: 'Rate limiting exceeded: Read rate limit exceeded, retry later',
  500: 'Service internal error: task 5120 panicked',
  503: 'Service internal error: 1 of 1 read operations failed: shard is not active',
};

const byCode: Readonly<Record<string, string>> = {
  'another dimension': 'Wrong input: Vector dimension error: expected dim: 1536, got 768',
};

export const headers = (nonce: string): readonly Header[] => [['x-request-id', nonce]];

/** An error as the server sends it; one about the key comes as plain text, before there is JSON. */
export function errorReply(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const said = message ?? byCode[code ?? ''] ?? byStatus[status] ?? 'Service internal error: the request failed';
  const text = marker ? `${said} (${marker})` : said;
  const plain = status === 401;
  const body = plain ? text : JSON.stringify({ status: { error: text }, time: 0.000147 });
  return {
    status,
    headers: [['content-type', plain ? 'text/plain; charset=utf-8' : 'application/json'], ...headers(nonce)],
    body: Buffer.from(body),
    documents: [],
  };
}
