import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';

// Errors of the data plane have the codes of gRPC, those of the control plane names:
// https://docs.pinecone.io/reference/api/errors

const byStatus: Readonly<Record<number, readonly [code: number, message: string]>> = {
  400: [3, 'Request is missing or has an invalid parameter'],
  401: [16, 'Invalid API Key'],
  403: [7, 'Request is forbidden: the project has reached its limit of write units'],
  404: [5, 'Namespace not found'],
  409: [6, 'Resource already exists'],
  429: [8, "You've reached the limit of read units per second for this index. Retry with exponential backoff."],
  500: [13, 'Internal server error'],
  503: [14, 'Service unavailable'],
};

const byCode: Readonly<Record<string, string>> = {
  'another dimension': 'Vector dimension 768 does not match the dimension of the index 1536',
};

export const headers = (nonce: string): readonly Header[] => [['x-pinecone-request-id', nonce]];

export function errorReply(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const [number, usual] = byStatus[status] ?? [2, 'The request failed'];
  const said = message ?? byCode[code ?? ''] ?? usual;
  const text = marker ? `${said} (${marker})` : said;
  const named = code?.startsWith('control ') ? code.slice('control '.length) : undefined;
  const body = named ? { error: { code: named, message: text }, status } : { code: number, message: text, details: [] };
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers(nonce)],
    body: Buffer.from(JSON.stringify(body)),
    documents: [],
  };
}
