import { TrafficError } from './traffic-error.ts';

/** A request as it was seen. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Undefined where the sample does not tell them: then nothing is said of them. */
  readonly headers: readonly (readonly [name: string, value: string])[] | undefined;
  /** Undefined where there was none. */
  readonly body: Buffer | undefined;
  /** The body as it came; not where the sample holds its value, which tells nothing of how it was written. */
  readonly written: boolean;
}

/** A request as it was seen, of the parts that samples have. `where` names its place for the reader of an error. */
export function seenRequest(
  { method, address, headers, body, encoding }: Readonly<Record<string, unknown>>,
  where: string,
): SeenRequest {
  if (typeof method !== 'string' || method === '' || typeof address !== 'string' || address === '')
    throw new TrafficError(
      `${where} is no request: it needs a "method", and a "path" or "url". Such as {"method":"POST","path":"/v1/ask","body":{}}.`,
    );
  return {
    method: method.toUpperCase(),
    target: targetOf(address, where),
    headers: headersOf(headers),
    body: bytesOf(body, encoding, where),
    written: typeof body === 'string',
  };
}

function targetOf(address: string, where: string): string {
  if (address.startsWith('/')) return address.replace(/#.*$/s, '');
  try {
    const { pathname, search } = new URL(address);
    return pathname + search;
  } catch {
    throw new TrafficError(`${where} has an address that is neither a path nor a URL. A path begins with /.`);
  }
}

/** A map of names, or a list of `{ name, value }`. */
function headersOf(headers: unknown): SeenRequest['headers'] {
  if (typeof headers !== 'object' || headers === null) return undefined;
  if (Array.isArray(headers)) return headers.map((h) => [String(h?.name), String(h?.value)] as const);
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
}

function bytesOf(body: unknown, encoding: unknown, where: string): Buffer | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return Buffer.from(body, encoding === 'base64' ? 'base64' : 'utf8');
  try {
    return Buffer.from(JSON.stringify(body));
  } catch {
    throw new TrafficError(`${where} has a body that is nested too deep. Write it as a text.`);
  }
}
