import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';

// The server sends the name of an error and its text: https://docs.trychroma.com/docs/overview/troubleshooting

const byStatus: Readonly<Record<number, readonly [error: string, message: string]>> = {
  400: ['InvalidArgumentError', 'Invalid where clause'],
  401: ['AuthError', 'Unauthorized'],
  403: ['AuthError', 'Forbidden'],
  404: ['NotFoundError', 'Collection [documents] does not exist.'],
  409: ['UniqueConstraintError', 'Collection [documents] already exists'],
  422: ['InvalidArgumentError', 'Quota exceeded: number of records'],
  429: ['RateLimitError', 'Rate limit exceeded'],
  500: ['InternalError', 'Error executing plan: Internal error'],
  503: ['InternalError', 'The compactor is backed up: try again later'],
};

const byCode: Readonly<Record<string, string>> = {
  'another dimension': 'Collection expecting embedding with dimension of 1536, got 768',
};

export const headers = (nonce: string): readonly Header[] => [['chroma-trace-id', nonce]];

export function errorReply(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const [error, usual] = byStatus[status] ?? ['InternalError', 'The request failed'];
  const said = message ?? byCode[code ?? ''] ?? usual;
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers(nonce)],
    body: Buffer.from(JSON.stringify({ error, message: marker ? `${said} (${marker})` : said })),
    documents: [],
  };
}
