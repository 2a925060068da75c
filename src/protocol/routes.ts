import type { Schema } from '../contract/contract.ts';
import { pathPattern } from '../contract/route.ts';
import type { Header, Reply } from '../fault/reply.ts';
import { Asked } from './asked.ts';
import { interned } from './interned.ts';
import type { ErrorDetails, Received, Serve, Served } from './protocol.ts';
import { Unsupported } from './protocol.ts';

/** What a well service says to a request that it takes. */
export interface Told {
  /** Becomes the JSON of the body; a text with `plain` stands there as it is. */
  readonly value: unknown;
  readonly plain?: true;
  /** Default: 200. */
  readonly status?: number;
  /** What makes the value usable, and no more; absent where the status says all. */
  readonly relied?: Schema;
  readonly tokens?: number;
  readonly effect?: NonNullable<Served['effect']>;
}

/** Why it refuses one, in its own words. */
export interface Refused {
  readonly refused: number;
  readonly message: string;
  /** The part of the request that is at fault: `body/limit`. */
  readonly at: string;
  readonly code?: string;
}

/** One thing that a service can be asked for. */
export interface Route {
  readonly operation: string;
  /** `POST /collections/{name}/points/query` */
  readonly call: string;
  answer(asked: Asked, seed: number, nonce: string): Told | Refused;
}

/** What all replies of a service have in common. */
export interface Manners {
  error(status: number, details: ErrorDetails): Reply;
  headers(nonce: string): readonly Header[];
  /** Why a request is refused before anybody looks what it asks for. */
  refuses?(request: Received): Refused | undefined;
  /** Paths that the real service knows, whether or not there is a route for them here. */
  readonly knows: RegExp;
}

/** Serves the requests that one of some routes is meant for; the first that fits is the one. */
export function routed(routes: readonly Route[], manners: Manners): Serve {
  const prepared = routes.map((route) => {
    const [method, path] = route.call.split(' ') as [string, string];
    const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
    return { route, method, parameters, pattern: pathPattern(path) };
  });
  return (request, seed, nonce) => {
    const path = request.target.split('?')[0]!;
    const fitting = prepared.filter(({ pattern }) => pattern.test(path));
    const found = fitting.find(({ method }) => method === request.method);
    const refused = manners.refuses?.(request);
    if (refused) return refusal(refused, manners, nonce, found?.route.operation);
    if (!found) return unrouted(request, path, fitting.length > 0, manners, nonce);
    const { route, parameters, pattern } = found;
    const answer = route.answer(new Asked(request, parameters, pattern.exec(path)!), seed, nonce);
    if ('refused' in answer) return refusal(answer, manners, nonce, route.operation);
    return told(answer, manners, nonce, route.operation);
  };
}

function told(answer: Told, { headers }: Manners, nonce: string, operation: string): Served {
  const { value, plain, status = 200, relied, tokens, effect } = answer;
  return {
    operation,
    flaws: [],
    reply: {
      status,
      headers: [['content-type', plain ? 'text/plain' : 'application/json'], ...headers(nonce)],
      body: Buffer.from(plain ? String(value) : JSON.stringify(value)),
      documents: relied === undefined ? [] : [{ at: '', schema: interned(relied) }],
    },
    ...(tokens === undefined ? {} : { tokens }),
    ...(effect ? { effect } : {}),
  };
}

function refusal(refused: Refused, { error }: Manners, nonce: string, operation?: string): Served {
  const { refused: status, at, message, code } = refused;
  return {
    ...(operation ? { operation } : {}),
    flaws: [{ at, message }],
    reply: error(status, { nonce, message, ...(code ? { code } : {}) }),
  };
}

function unrouted({ method }: Received, path: string, otherMethod: boolean, manners: Manners, nonce: string): Served {
  if (!otherMethod && manners.knows.test(path))
    throw new Unsupported(`${method} ${path} is not simulated by this version`);
  const message = otherMethod ? `Not allowed to ${method} on ${path}` : `There is no ${method} ${path}`;
  return refusal({ refused: otherMethod ? 405 : 404, at: 'call', message }, manners, nonce);
}

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isWhole = (value: unknown): value is number => Number.isInteger(value);
