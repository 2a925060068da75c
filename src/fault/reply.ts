import { STATUS_CODES } from 'node:http';
import type { Schema } from '../contract/contract.ts';
import { at, withAt } from '../contract/pointer.ts';
import { plant } from '../schema/plant.ts';
import { chunk, inChunks, lastChunk } from './chunks.ts';

export type Header = readonly [name: string, value: string];

/** What a dependency sends back, before it becomes bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** The JSON values in the body that a schema speaks of: the body itself, and JSON inside of its texts. */
  readonly documents: readonly Document[];
  /** The body is all there is of it, without status and headers; `line`: a line of a conversation in lines. */
  readonly bare?: true | 'line';
  /** It comes in frames, one after the other; `body` is all of them. */
  readonly stream?: Stream;
  /** Other values that the service might as well have said to the same request, by a name. */
  readonly instead?: Readonly<Record<string, () => unknown>>;
}

/** How a reply comes that is told bit by bit. */
export interface Stream {
  /** What it says, as the one JSON value that the same request gets when it does not ask for a stream. */
  readonly whole: unknown;
  /** None of them is empty. What comes after the first terminal one says nothing new of the answer. */
  readonly frames: readonly Frame[];
  /** The streamed reply that says another value; `respell` has the last word on JSON that goes into texts of its frames. */
  saying(whole: unknown, respell?: (json: string) => string): Reply;
  /** What the service sends to say that it is still there, and nothing else: a comment, a ping. */
  readonly keepalive?: Buffer;
  /** How the service says that it failed in the middle of a stream. What ends the stream after that is terminal. */
  error?(marker: string): readonly Frame[];
}

/** The unit of a stream's format: an event, a line. */
export interface Frame {
  readonly bytes: Buffer;
  /** Terminal ones say that the answer is complete. */
  readonly role: 'opening' | 'content' | 'terminal';
  /** A piece of a text of the whole that this frame alone carries, and the JSON Pointer to that text. */
  readonly text?: { readonly at: string; readonly piece: string };
}

/** A reply that is told in frames. */
export function streamed(head: Pick<Reply, 'status' | 'headers' | 'documents' | 'instead'>, stream: Stream): Reply {
  return { ...head, body: Buffer.concat(stream.frames.map(({ bytes }) => bytes)), stream };
}

/** The reply with other frames in its stream. */
export function withFrames({ stream, ...reply }: Reply, frames: readonly Frame[]): Reply {
  return streamed(reply, { ...stream!, frames });
}

/** The reply of a real server, as its bytes came. */
export function bareReply(body: Buffer): Reply {
  return { status: 0, headers: [], body, documents: [], bare: true };
}

export interface Document {
  /** JSON Pointer to the text in the body that holds it; empty: the body itself. */
  readonly at: string;
  readonly schema: Schema;
  /** A part of it that the body says a second time, as JSON in a text: pointers to both. */
  readonly copies?: { readonly from: string; readonly to: string };
}

/** Whether a reply with this status can have a body: https://www.rfc-editor.org/rfc/rfc9110#name-content */
export const mayHaveBody = (status: number): boolean => status !== 204 && status !== 205 && status !== 304;

/** The head of a reply on the wire, `content-length` included unless `framing` says otherwise. */
export function renderHead(
  reply: Reply,
  framing: 'length' | 'until close' = 'length',
  length = reply.body.length,
): Buffer {
  return Buffer.from(head(reply, framing, length), 'latin1');
}

/** The head of a reply that says with these headers, and nothing else, where its body ends. */
export function renderFramedHead({ status, headers }: Reply, framing: readonly Header[]): Buffer {
  return Buffer.from(`${lines(status, [...headers, ...framing])}\r\n`, 'latin1');
}

/** A reply on the wire; to a HEAD request only its head. */
export function render(reply: Reply, headOnly = false): Buffer {
  const { body, status, bare, stream } = reply;
  if (bare) return bare === 'line' ? Buffer.concat([body, Buffer.from('\n')]) : body;
  if (stream) return Buffer.concat(pieces(reply));
  const text = head(reply, 'length', body.length);
  if (headOnly || body.length === 0 || !mayHaveBody(status)) return Buffer.from(text, 'latin1');
  const bytes = Buffer.allocUnsafe(text.length + body.length);
  bytes.write(text, 'latin1');
  body.copy(bytes, text.length);
  return bytes;
}

/** What a reply is sent in: the whole of it, or the head of a stream, each of its frames as a chunk, and its end. */
export function pieces(reply: Reply, headOnly = false): readonly Buffer[] {
  const { stream } = reply;
  if (!stream || headOnly) return [render(reply, headOnly)];
  return [renderFramedHead(reply, inChunks), ...stream.frames.map(({ bytes }) => chunk(bytes)), lastChunk()];
}

function head({ status, headers }: Reply, framing: 'length' | 'until close', length: number): string {
  let text = lines(status, headers);
  if (framing === 'until close') text += 'connection: close\r\n';
  else if (status !== 204 && status !== 304) text += `content-length: ${mayHaveBody(status) ? length : 0}\r\n`;
  return `${text}\r\n`;
}

function lines(status: number, headers: readonly Header[]): string {
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return text;
}

/** The reply with other bytes as its body. */
export function withBody({ stream: _, ...reply }: Reply, body: Buffer | string): Reply {
  return { ...reply, body: Buffer.from(body as string), documents: [] };
}

/** The reply with an HTML page as its body. */
export function htmlReply(reply: Reply, title: string, marker: string): Reply {
  const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center><hr><center>${marker}</center></body></html>\n`;
  return withHeader(withBody(reply, page), 'content-type', 'text/html');
}

export function withHeader(reply: Reply, name: string, value: string | undefined): Reply {
  const others = reply.headers.filter(([n]) => n.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === undefined ? others : [...others, [name, value]] };
}

/** Why a fault of the body's bytes cannot be played on a reply that has none. */
export const bodiless = ({ reply }: { readonly reply: Reply }): string | undefined =>
  reply.body.length === 0 ? 'its healthy reply has no body' : undefined;

/** Why a fault of the declared body cannot be played on a reply that has none. */
export const undeclared = ({ reply }: { readonly reply: Reply }): string | undefined =>
  reply.documents.length === 0 ? 'its healthy reply has no declared JSON body' : undefined;

/** Why a fault of a JSON text cannot be played on a reply that comes in frames. */
export const framed = ({ reply }: { readonly reply: Reply }): string | undefined =>
  reply.stream ? 'its healthy reply is a stream' : undefined;

/** Why a fault of streams cannot be played on a reply that comes at once. */
export const unframed = ({ reply }: { readonly reply: Reply }): string | undefined =>
  reply.stream ? undefined : 'its healthy reply is no stream';

/** As `undeclared`, and why a fault cannot be played where not every part of the body is less than the whole. */
export const uncontained = ({ reply }: { readonly reply: Reply }): string | undefined =>
  undeclared({ reply }) ??
  (reply.stream || /^\s*[[{]/.test(reply.body.toString('latin1', 0, 64))
    ? undefined
    : 'its healthy body is no JSON object or list');

/** The one JSON value that a reply says, however it comes. */
export const wholeOf = ({ stream, body }: Reply): unknown => (stream ? stream.whole : JSON.parse(body.toString()));

export function documentValue(reply: Reply, document: Document): unknown {
  const whole = wholeOf(reply);
  return document.at === '' ? whole : JSON.parse(at(whole, document.at) as string);
}

/**
 * The reply with another value in place of one of its documents. `respell` has the last word on the text, for what JSON
 * cannot say.
 */
export function withDocument(
  reply: Reply,
  document: Document,
  value: unknown,
  respell = (json: string): string => json,
): Reply {
  const outer = document.at === '';
  const whole = outer ? withCopy(document, value) : withAt(wholeOf(reply), document.at, respell(JSON.stringify(value)));
  const text = (json: string) => Buffer.from(outer ? respell(json) : json);
  if (!reply.stream) return { ...reply, body: text(JSON.stringify(whole)) };
  const said = reply.stream.saying(whole, outer ? respell : undefined);
  return withFrames(
    said,
    said.stream!.frames.map((frame) => ({ ...frame, bytes: text(frame.bytes.toString()) })),
  );
}

/** The reply with another value in place of the one that it says. */
export function withWhole(reply: Reply, whole: unknown): Reply {
  return reply.stream ? reply.stream.saying(whole) : { ...reply, body: Buffer.from(JSON.stringify(whole)) };
}

function withCopy({ copies }: Document, value: unknown): unknown {
  if (!copies || at(value, copies.to) === undefined) return value;
  return withAt(value, copies.to, JSON.stringify(at(value, copies.from)));
}

/** The reply with `marker` in each of its free texts. */
export function planted(reply: Reply, marker: string): Reply {
  return reply.documents.reduce((r, d) => {
    const value = documentValue(r, d);
    const marked = plant(d.schema, value, marker);
    return marked === value ? r : withDocument(r, d, marked);
  }, reply);
}
