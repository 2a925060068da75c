import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';

// https://docs.cohere.com/reference/errors

const byStatus: Readonly<Record<number, string>> = {
  400: 'invalid request: list of documents must not be empty',
  401: 'invalid api token',
  402: 'Please add or update your payment method at https://dashboard.cohere.com/billing',
  404: "model 'rerank-v1' not found, make sure the correct model ID was used and that you have access to the model.",
  422: 'unprocessable entity',
  429: 'You have exceeded the rate limit of 1000 calls / minute. Please try again later.',
  500: 'internal server error, this has been reported to our developers',
  503: 'the service is currently unavailable',
};

export const headers = (nonce: string): readonly Header[] => [['x-debug-trace-id', nonce]];

export function errorReply(status: number, { message, marker, nonce }: ErrorDetails): Reply {
  const said = message ?? byStatus[status] ?? 'the request failed';
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers(nonce)],
    body: Buffer.from(JSON.stringify({ id: nonce, message: marker ? `${said} (${marker})` : said })),
    documents: [],
  };
}
