import type { Input, Operation } from '../contract/contract.ts';

/** A request as it goes over the wire, but for what the harness adds to trace it. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
  readonly sending?: Sending;
}

/** How a request is sent that does not go out whole, at once and a single time. */
interface Sending {
  /** The body in pieces: where each of them begins, in bytes, but for the first. */
  readonly cuts?: readonly number[];
  /** Milliseconds between two pieces. */
  readonly pause?: number;
  /** In the chunked transfer coding, a piece a chunk, without a length. */
  readonly chunked?: true;
  /**
   * When the caller closes the connection, without an answer: at a downstream call, the first that the request causes; at
   * an event, the first of a streamed answer.
   */
  readonly leaves?: 'within the body' | 'after the request' | 'at a call' | 'at an event';
  /** The same request is sent once more. */
  readonly again?: 'afterwards' | 'at once';
}

/** The request that the values of an input make. */
export function written({ call }: Operation, input: Input): RawRequest {
  const path = call.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.path?.[name] ?? '')),
  );
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([k, v]) => [k, String(v)] as [string, string]),
  ).toString();
  const body = input.body === undefined ? undefined : Buffer.from(JSON.stringify(input.body));
  return {
    method: call.method,
    target: query ? `${path}?${query}` : path,
    headers: [
      ...Object.entries(input.headers ?? {}).map(([k, v]) => [k, String(v)] as const),
      ...(body ? ([['content-type', 'application/json']] as const) : []),
    ],
    body,
  };
}

/** The request with another value of a header; undefined: without it. */
export function withHeader(request: RawRequest, name: string, value: string | undefined): RawRequest {
  const others = request.headers.filter(([n]) => n.toLowerCase() !== name);
  return { ...request, headers: value === undefined ? others : [...others, [name, value]] };
}
