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
}

export interface Document {
  /** JSON Pointer to the text in the body that holds it; empty: the body itself. */
  readonly at: string;
  readonly schema: Schema;
}

/** The head of a reply on the wire, `content-length` included unless `framing` says otherwise. */
export function renderHead(
  reply: Reply,
  framing: 'length' | 'until close' | 'chunked' = 'length',
  length = reply.body.length,
): Buffer {
  let head = `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? 'Unknown'}\r\n`;
  for (const [name, value] of reply.headers) head += `${name}: ${value}\r\n`;
  if (framing === 'chunked') head += 'transfer-encoding: chunked\r\n';
  else if (framing === 'until close') head += 'connection: close\r\n';
  else if (reply.status !== 204 && reply.status !== 304) head += `content-length: ${length}\r\n`;
  return Buffer.from(`${head}\r\n`, 'latin1');
}

export function render(reply: Reply): Buffer {
  return Buffer.concat([renderHead(reply), reply.body]);
}

/** The reply with other bytes as its body. */
export function withBody(reply: Reply, body: Buffer | string): Reply {
  return { ...reply, body: Buffer.from(body as string), documents: [] };
}

export function withHeader(reply: Reply, name: string, value: string | undefined): Reply {
  const others = reply.headers.filter(([n]) => n.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === undefined ? others : [...others, [name, value]] };
}

export function documentValue(reply: Reply, document: Document): unknown {
  const body = JSON.parse(reply.body.toString());
  return document.at === '' ? body : JSON.parse(at(body, document.at) as string);
}

/** The reply with another value in place of one of its documents. */
export function withDocument(reply: Reply, document: Document, value: unknown): Reply {
  const body =
    document.at === '' ? value : withAt(JSON.parse(reply.body.toString()), document.at, JSON.stringify(value));
  return { ...reply, body: Buffer.from(JSON.stringify(body)) };
}

/** The reply with `marker` in each of its free texts. */
export function planted(reply: Reply, marker: string): Reply {
  return reply.documents.reduce((r, d) => {
    const value = documentValue(r, d);
    const marked = plant(d.schema, value, marker);
    return marked === value ? r : withDocument(r, d, marked);
  }, reply);
}
