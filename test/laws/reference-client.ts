/** What an HTTP client makes of the bytes of a connection. */
export type Understood =
  | { readonly kind: 'error'; readonly why: string }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: ReadonlyMap<string, string>;
      readonly body: string;
    };

const error = (why: string): Understood => ({ kind: 'error', why });

/** Reads one reply: RFC 9112, sections 4 to 8, without chunks. `head`: it answers a HEAD request. */
export function understand(bytes: Buffer, end: 'complete' | 'closed' | 'reset' | 'open', head = false): Understood {
  const text = bytes.toString('latin1', 0, 16_384);
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return error('no head');
  const [first = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([0-9]{3}) .+$/.exec(first)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) return error('no status');
  const headers = new Map(
    lines.map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 1).trim()]),
  );
  const rest = bytes.subarray(headEnd + 4);
  const length = head || status === 204 || status === 304 ? 0 : headers.get('content-length');
  if (length === undefined && end !== 'closed') return error('no end');
  if (length !== undefined && rest.length < Number(length)) return error('incomplete');
  const body = length === undefined ? rest : rest.subarray(0, Number(length));
  if (length !== undefined && rest.length > Number(length)) return error('more than one reply');
  return { kind: 'response', status, headers, body: body.toString() };
}

export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
