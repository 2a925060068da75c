import type { Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';
import { headers } from './content.ts';
import type { Refusal } from './refusal.ts';

// The bodies that the API sends: https://ai.google.dev/gemini-api/docs/troubleshooting

interface Known {
  /** One of https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
  readonly word: string;
  readonly message: string;
}

const byStatus: Readonly<Record<number, Known>> = {
  400: {
    word: 'INVALID_ARGUMENT',
    message: 'The input token count (1250384) exceeds the maximum number of tokens allowed (1048576).',
  },
  401: { word: 'UNAUTHENTICATED', message: 'Request had invalid authentication credentials.' },
  403: { word: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  404: {
    word: 'NOT_FOUND',
    message: 'models/gemini-of-last-year is not found for API version v1beta, or is not supported for generateContent.',
  },
  409: { word: 'ABORTED', message: 'The operation was aborted.' },
  429: {
    word: 'RESOURCE_EXHAUSTED',
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
  },
  500: { word: 'INTERNAL', message: 'An internal error has occurred. Please retry or report in the documentation.' },
  501: { word: 'UNIMPLEMENTED', message: 'Operation is not implemented, or supported, or enabled.' },
  503: { word: 'UNAVAILABLE', message: 'The model is overloaded. Please try again later.' },
  504: { word: 'DEADLINE_EXCEEDED', message: 'Deadline expired before operation could complete.' },
};

export function errorReply(status: number, { message, marker, nonce, details = [] }: Details): Reply {
  const fallback = { word: status < 500 ? 'FAILED_PRECONDITION' : 'UNKNOWN', message: 'The request failed.' };
  const known = byStatus[status] ?? fallback;
  const text = message ?? known.message;
  const error = {
    code: status,
    message: marker ? `${text} (request ${marker})` : text,
    status: known.word,
    ...(details.length > 0 ? { details } : {}),
  };
  const body = Buffer.from(JSON.stringify({ error }, null, 2));
  return { status, headers: [...headers, ['x-request-id', nonce]], body, documents: [] };
}

interface Details extends ErrorDetails {
  readonly details?: readonly object[];
}

/** A refusal of the request itself. */
export function refusalReply(status: number, { at, message, unread }: Refusal, nonce: string): Reply {
  const violation = { ...(at === '' ? {} : { field: at }), description: message };
  const details = unread
    ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] }]
    : [];
  return errorReply(status, { message, nonce, details });
}
