import type { Header, Reply } from '../../fault/reply.ts';
import type { ErrorDetails } from '../protocol.ts';
import { codes, errorMessage } from './message.ts';

export const headers = (nonce: string): Header[] => [
  ['content-type', 'application/json'],
  ['x-request-id', nonce],
];

/** A message as the body of a reply. */
export const rpcReply = (status: number, nonce: string, message: object): Reply => ({
  status,
  headers: headers(nonce),
  body: Buffer.from(JSON.stringify(message)),
  documents: [],
});

export const bodiless = (status: number, nonce: string): Reply => ({
  status,
  headers: [['x-request-id', nonce]],
  body: Buffer.alloc(0),
  documents: [],
});

/** To whoever wants to hear what the server says of its own accord: it has nothing to say. */
export function notAllowed(nonce: string): Reply {
  const reply = rpcReply(405, nonce, errorMessage(null, codes.server, 'Method not allowed.'));
  return { ...reply, headers: [...reply.headers, ['allow', 'POST, DELETE']] };
}

/** To whoever is in a session that is gone: a new one has to be begun. */
export const sessionGone = (nonce: string, id: string | number | null): Reply =>
  rpcReply(404, nonce, errorMessage(id, codes.session, texts[404]!));

const texts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Session not found',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
};

export function httpError(status: number, { code, message, marker, nonce }: ErrorDetails): Reply {
  const text = message ?? code ?? texts[status] ?? 'The request could not be completed';
  const number = status === 404 ? codes.session : codes.server;
  return rpcReply(status, nonce, errorMessage(null, number, marker ? `${text} (${marker})` : text));
}
