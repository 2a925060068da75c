import type { Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';
import { headers } from './headers.ts';

// The bodies that the API sends: https://platform.openai.com/docs/guides/error-codes

interface Known {
  readonly message: string;
  readonly type: string;
  readonly code?: string;
}

const byStatus: Readonly<Record<number, Known>> = {
  400: {
    message: "This model's maximum context length is 128000 tokens. Please reduce the length of the messages.",
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
  },
  401: {
    message: 'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  },
  403: {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  },
  404: {
    message: 'The model does not exist or you do not have access to it.',
    type: 'invalid_request_error',
    code: 'model_not_found',
  },
  429: {
    message: 'Rate limit reached on requests per min (RPM): Limit 500, Used 500, Requested 1.',
    type: 'requests',
    code: 'rate_limit_exceeded',
  },
  500: { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' },
  503: { message: 'The engine is currently overloaded, please try again later', type: 'service_unavailable' },
};

const byCode: Readonly<Record<string, Known>> = {
  insufficient_quota: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  },
  credit_balance_exhausted: {
    message: 'Your credit balance is exhausted. Please add credits to continue.',
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
  },
  organization_usage_limit_exceeded: {
    message: 'Your organization has reached its usage limit.',
    type: 'insufficient_quota',
    code: 'organization_usage_limit_exceeded',
  },
};

export function errorReply(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const fallback = {
    message: 'The request could not be completed.',
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  };
  const known: Known = byCode[code ?? ''] ?? byStatus[status] ?? fallback;
  const text = message ?? known.message;
  const error = {
    message: marker ? `${text} (request ${marker})` : text,
    type: known.type,
    param: null,
    code: code ?? known.code ?? null,
  };
  return { status, headers: headers(nonce), body: Buffer.from(JSON.stringify({ error }, null, 2)), documents: [] };
}

/** A refusal of the request itself: its type is always the same, its code and parameter are its own. */
export function refusalReply(
  status: number,
  error: { message: string; param: string | null; code: string | null },
  nonce: string,
): Reply {
  const body = {
    error: { message: error.message, type: 'invalid_request_error', param: error.param, code: error.code },
  };
  return { status, headers: headers(nonce), body: Buffer.from(JSON.stringify(body, null, 2)), documents: [] };
}
