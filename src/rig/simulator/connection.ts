import type { Socket } from 'node:net';
import { HTTPParser } from 'http-parser-js';
import type { Received } from '../../protocol/protocol.ts';

interface Head {
  readonly method: number;
  readonly url: string;
  readonly headers: readonly string[];
  readonly shouldKeepAlive: boolean;
}

/** What is done with what a component says. The next request waits until a promise resolves; it must not reject. */
export interface Hearing {
  /** `last`: the component wants the connection closed after the reply. */
  onRequest(request: Received, last: boolean): Promise<void> | void;
  /** It said something that is not HTTP; nothing more is heard from it. */
  onGarbage(detail: string): void;
}

type Turn = () => Promise<void> | void;

/** Reads HTTP/1.1 requests from a socket, one after the other. Nothing is ever written here but `100 Continue`. */
export function connect(socket: Socket, hearing: Hearing): void {
  const waiting: Turn[] = [];
  let busy = false;
  let deaf = false;
  let head: Head;
  let bad: string | undefined;
  let chunks: Buffer[] = [];

  const next = () => {
    while (!busy && socket.writable) {
      const turn = waiting.shift();
      if (!turn) return;
      const done = turn();
      if (!done) continue;
      busy = true;
      done.then(() => {
        busy = false;
        next();
      });
    }
  };
  const take = (turn: Turn) => {
    waiting.push(turn);
    next();
  };
  const refuse = (detail: string) => {
    deaf = true;
    take(() => hearing.onGarbage(detail));
  };

  const parser = new HTTPParser(HTTPParser.REQUEST);
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    head = info as unknown as Head;
    const length = headerOf(head.headers, 'content-length');
    // The parser would count on with it, and never come to an end.
    if (length !== undefined && !/^\d+$/.test(length)) {
      bad = `content-length: ${length}`;
      return skipBody;
    }
    if (headerOf(head.headers, 'expect')?.toLowerCase() === '100-continue' && !busy)
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
  };
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
    chunks.push(chunk.subarray(offset, offset + length));
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    if (deaf) return;
    if (bad !== undefined) return refuse(bad);
    const { method, url: target, headers, shouldKeepAlive } = head;
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    chunks = [];
    deaf = !shouldKeepAlive;
    const request = { method: HTTPParser.methods[method]!, target, headers: pairs(headers), body };
    take(() => hearing.onRequest(request, !shouldKeepAlive));
  };
  socket.on('data', (data: Buffer) => {
    if (deaf) return;
    const result = parser.execute(data, 0, data.length);
    if (result instanceof Error && !deaf) refuse(result.message);
  });
  socket.on('error', () => socket.destroy());
}

// How the parser is told to go on with the next request at once.
const skipBody = 2;

function headerOf(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2)
    if (headers[i]!.length === name.length && headers[i]!.toLowerCase() === name) return headers[i + 1];
  return undefined;
}

function pairs(headers: readonly string[]): [string, string][] {
  const all: [string, string][] = [];
  for (let i = 0; i < headers.length; i += 2) all.push([headers[i]!, headers[i + 1]!]);
  return all;
}
