import { STATUS_CODES } from 'node:http';
import type { Schema } from '../contract/contract.ts';
import { at, withAt } from '../contract/pointer.ts';
import { plant } from '../schema/plant.ts';

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
  const { body, status, bare } = reply;
  if (bare) return bare === 'line' ? Buffer.concat([body, Buffer.from('\n')]) : body;
  const text = head(reply, 'length', body.length);
  if (headOnly || body.length === 0 || !mayHaveBody(status)) return Buffer.from(text, 'latin1');
  const bytes = Buffer.allocUnsafe(text.length + body.length);
  bytes.write(text, 'latin1');
  body.copy(bytes, text.length);
  return bytes;
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
export function withBody(reply: Reply, body: Buffer | string): Reply {
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

/** As `undeclared`, and why one cannot be played on a body that is neither an object nor a list. */
export const uncontained = ({ reply }: { readonly reply: Reply }): string | undefined =>
  undeclared({ reply }) ??
  (/^\s*[[{]/.test(reply.body.toString('latin1', 0, 64)) ? undefined : 'its healthy body is no JSON object or list');

export function documentValue(reply: Reply, document: Document): unknown {
  const body = JSON.parse(reply.body.toString());
  return document.at === '' ? body : JSON.parse(at(body, document.at) as string);
}

/** The reply with another value in place of one of its documents. */
export function withDocument(reply: Reply, document: Document, value: unknown): Reply {
  const body =
    document.at === ''
      ? withCopy(document, value)
      : withAt(JSON.parse(reply.body.toString()), document.at, JSON.stringify(value));
  return { ...reply, body: Buffer.from(JSON.stringify(body)) };
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
