import type { RequestListener } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';

type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * A handler of one argument takes a `Request`; one of two or three is a listener, as of `node:http` and Express.
 * Throws where it is neither; `place`: what made it.
 */
export function listenerOf(made: unknown, place: string): RequestListener {
  const { fetch } = (made ?? {}) as { fetch?: FetchHandler };
  if (typeof made === 'object' && typeof fetch === 'function')
    return createRequestListener((request) => fetch.call(made, request));
  if (typeof made !== 'function')
    throw new Error(`${place} gave ${typeof made}; it must give a fetch handler, a request listener or a URL`);
  return made.length >= 2 ? (made as RequestListener) : createRequestListener(made as FetchHandler);
}
