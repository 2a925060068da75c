import type { Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';
import { headers } from './message.ts';

// The bodies that the API sends: https://platform.claude.com/docs/en/api/errors

interface Known {
  readonly type: string;
  readonly message: string;
}

const byStatus: Readonly<Record<number, Known>> = {
  400: { type: 'invalid_request_error', message: 'prompt is too long: 208310 tokens > 200000 maximum' },
  401: { type: 'authentication_error', message: 'invalid x-api-key' },
  402: { type: 'billing_error', message: 'There is an issue with your billing or payment information.' },
  403: { type: 'permission_error', message: 'Your API key does not have permission to use the specified resource.' },
  404: { type: 'not_found_error', message: 'model: claude-of-last-year' },
  408: { type: 'timeout_error', message: 'Request timed out' },
  409: { type: 'conflict_error', message: 'The request conflicts with another one. Please try again.' },
  413: { type: 'request_too_large', message: 'Request exceeds the maximum size' },
  429: {
    type: 'rate_limit_error',
    message: "This request would exceed your account's rate limit. Please try again later.",
  },
  500: { type: 'api_error', message: 'Internal server error' },
  504: { type: 'timeout_error', message: 'Request timed out' },
  529: { type: 'overloaded_error', message: 'Overloaded' },
};

const byCode: Readonly<Record<string, Known>> = {
  enforced_spend_limit_reached: {
    type: 'rate_limit_error',
    message: 'You have reached the monthly usage limit of your tier. You will regain access next month.',
  },
};

export function errorReply(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const fallback = {
    type: status < 500 ? 'invalid_request_error' : 'api_error',
    message: 'The request could not be completed.',
  };
  const known: Known = byCode[code ?? ''] ?? byStatus[status] ?? fallback;
  const text = message ?? known.message;
  const body = {
    type: 'error',
    error: {
      details: code === undefined ? null : { error_code: code },
      type: known.type,
      message: marker ? `${text} (request ${marker})` : text,
    },
    request_id: `req_${nonce}`,
  };
  const remaining = status === 429 ? 0 : undefined;
  return { status, headers: headers(nonce, remaining), body: Buffer.from(JSON.stringify(body)), documents: [] };
}
