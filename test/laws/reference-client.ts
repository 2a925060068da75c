import { constants, gunzipSync } from 'node:zlib';

/** What an HTTP client makes of the bytes of a connection. */
export type Understood =
  | { readonly kind: 'error'; readonly why: string }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: ReadonlyMap<string, string>;
      readonly body: string;
    };

export type End = 'complete' | 'closed' | 'reset' | 'open';

/**
 * How a client reads. `strict`: all that a standard calls wrong is an error. `trusting`: it believes what the head says of
 * the body, and looks at nothing that comes behind it. `lenient`: it makes the best of whatever came.
 */
export type Care = 'strict' | 'trusting' | 'lenient';

const error = (why: string): Understood => ({ kind: 'error', why });

/** Reads one reply: RFC 9112, sections 4 to 8. `head`: it answers a HEAD request. */
export function understand(bytes: Buffer, end: End, head = false, care: Care = 'strict'): Understood {
  const found = headOf(bytes, care);
  if (!found) return error('no head');
  const { lines, rest } = found;
  const status = Number(/^HTTP\/1\.1 ([0-9]{3}) .*$/.exec(lines[0]!)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) return error('no status');
  const pairs = lines
    .slice(1)
    .map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 1).trim()]);
  const all = pairs as [string, string][];
  if (care === 'strict' && (all.length > 100 || lines.join().length > 16_384)) return error('too large a head');
  const lengths = all.filter(([name]) => name === 'content-length').map(([, value]) => value);
  const headers = new Map(all);
  const chunked = headers.get('transfer-encoding') === 'chunked';
  if (care === 'strict' && lengths.length + (chunked ? 1 : 0) > 1) return error('it says twice where it ends');
  const none = head || status === 101 || status === 204 || status === 304;
  const body = none
    ? bodyOf(rest, '0', end, care)
    : chunked
      ? dechunked(rest, end, care)
      : bodyOf(rest, lengths[0], end, care);
  if (typeof body === 'string') return error(body);
  const plain = decoded(body, headers.get('content-encoding'), care);
  if (typeof plain === 'string') return error(plain);
  return { kind: 'response', status, headers, body: textOf(plain, headers.get('content-type') ?? '', care) };
}

/** The lines of the head, and what is behind it; replies before the last one are skipped. */
function headOf(bytes: Buffer, care: Care): { lines: string[]; rest: Buffer } | undefined {
  for (let rest = bytes; ; ) {
    const end = rest.indexOf('\r\n\r\n');
    const bare = care === 'lenient' ? rest.indexOf('\n\n') : -1;
    if (end < 0 && bare < 0) return undefined;
    const [length, separator] = end < 0 || (bare >= 0 && bare < end) ? [bare, '\n'] : [end, '\r\n'];
    const lines = rest.toString('latin1', 0, length).split(separator);
    rest = rest.subarray(length + 2 * separator.length);
    if (!/^HTTP\/1\.1 1(?!01)\d\d /.test(lines[0]!)) return { lines, rest };
  }
}

function bodyOf(rest: Buffer, said: string | undefined, end: End, care: Care): Buffer | string {
  if (said === undefined) return end === 'closed' ? rest : 'no end';
  const length = Number(said);
  if (rest.length < length) return care === 'lenient' && end === 'closed' ? rest : 'incomplete';
  if (rest.length > length && care === 'strict') return 'more than one reply';
  return rest.subarray(0, length);
}

/** RFC 9112, section 7.1. */
function dechunked(rest: Buffer, end: End, care: Care): Buffer | string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return care === 'lenient' && end === 'open' ? Buffer.concat(parts) : 'no last chunk';
    const size = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(rest.toString('latin1', at, lineEnd))?.[1];
    if (size === undefined) return 'no size of a chunk';
    const length = Number.parseInt(size, 16);
    at = lineEnd + 2;
    if (length === 0) {
      const last = rest.indexOf('\r\n\r\n', at - 2) + 4;
      if (last < 4) return 'no end';
      return last < rest.length && care === 'strict' ? 'more than one reply' : Buffer.concat(parts);
    }
    if (rest.toString('latin1', at + length, at + length + 2) !== '\r\n') return 'a chunk of another size';
    parts.push(rest.subarray(at, at + length));
    at += length + 2;
  }
}

function decoded(body: Buffer, coding: string | undefined, care: Care): Buffer | string {
  if (coding === undefined) return body;
  try {
    if (coding === 'gzip' && (care !== 'lenient' || body.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))))
      return gunzipSync(body, care === 'strict' ? {} : { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {}
  return care === 'lenient' ? body : `no ${coding}`;
}

function textOf(bytes: Buffer, type: string, care: Care): string {
  if (care !== 'lenient') return bytes.toString();
  // A mark in the bytes says more than the head does: https://encoding.spec.whatwg.org/#decode
  const marked = bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]));
  const charset = marked ? 'utf-16le' : (/charset=([^;]+)/.exec(type)?.[1] ?? 'utf-8').toLowerCase();
  const text = new TextDecoder(charset).decode(bytes);
  // What is no letter is left out.
  return charset === 'utf-8' ? text.replaceAll('\ufffd', '') : text;
}

export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** As a decoder that takes the first object or list of a text, and leaves what is around it. */
export function firstParsed(text: string): { readonly value: unknown } | undefined {
  const whole = parsed(text);
  if (whole) return whole;
  const start = Math.max(0, text.search(/[[{]/));
  for (let end = text.search(/[\]}]/) + 1; end > 0 && end <= text.length; end++) {
    const first = /[\]}]/.test(text[end - 1]!) ? parsed(text.slice(start, end)) : undefined;
    if (first) return first;
  }
  return undefined;
}

/**
 * How the frames of a stream are put together: the value that they say, or why they say none that is complete. Undefined:
 * the body is taken as it came.
 */
export type ReadStream = (
  body: string,
  type: string | undefined,
  care: Care,
) => { readonly value: unknown } | string | undefined;

/** A success that was asked for as a stream, with the one value that it says as its body. */
export function understoodStream(reply: Understood, read: ReadStream, care: Care): Understood {
  if (reply.kind === 'error' || reply.status !== 200) return reply;
  const type = reply.headers.get('content-type');
  const said = read(reply.body, type, care);
  if (said === undefined) return reply;
  return typeof said === 'string' ? error(said) : { ...reply, body: JSON.stringify(said.value) };
}
