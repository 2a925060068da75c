import type { Socket } from 'node:net';
import { HTTPParser } from 'http-parser-js';
import type { Received } from '../../protocol/protocol.ts';

interface Head {
  readonly method: number;
  readonly url: string;
  readonly headers: readonly string[];
  readonly shouldKeepAlive: boolean;
}

/** One connection of the component: its requests, one after the other. */
export interface Connection {
  readonly socket: Socket;
  /** Handles a request; the next one waits until it resolves. */
  onRequest: (request: Received, connection: Connection) => Promise<void> | void;
  /** The connection said something that is not HTTP. */
  onGarbage: (detail: string, connection: Connection) => void;
  /** The component wants this connection closed after the reply. */
  closing: boolean;
}

/** Reads HTTP/1.1 requests from a socket. Nothing is ever written here but `100 Continue`. */
export function connect(
  socket: Socket,
  onRequest: Connection['onRequest'],
  onGarbage: Connection['onGarbage'],
): Connection {
  const connection: Connection = { socket, onRequest, onGarbage, closing: false };
  const waiting: Received[] = [];
  let busy = false;
  let head: Head | undefined;
  let chunks: Buffer[] = [];

  const parser = new HTTPParser(HTTPParser.REQUEST);
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    head = info as unknown as Head;
    if (headerOf(head.headers, 'expect')?.toLowerCase() === '100-continue')
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
  };
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
    chunks.push(chunk.subarray(offset, offset + length));
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    const { method, url, headers, shouldKeepAlive } = head!;
    const pairs: [string, string][] = [];
    for (let i = 0; i < headers.length; i += 2) pairs.push([headers[i]!, headers[i + 1]!]);
    if (!shouldKeepAlive) connection.closing = true;
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    chunks = [];
    waiting.push({ method: HTTPParser.methods[method]!, target: url, headers: pairs, body });
    next();
  };
  const next = () => {
    if (busy || socket.destroyed) return;
    const request = waiting.shift();
    if (!request) return;
    const done = connection.onRequest(request, connection);
    if (!done) return next();
    busy = true;
    done.finally(() => {
      busy = false;
      next();
    });
  };
  socket.on('data', (data: Buffer) => {
    const result = parser.execute(data, 0, data.length);
    if (result instanceof Error) connection.onGarbage(result.message, connection);
  });
  socket.on('error', () => socket.destroy());
  return connection;
}

function headerOf(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) if (headers[i]!.toLowerCase() === name) return headers[i + 1];
  return undefined;
}
