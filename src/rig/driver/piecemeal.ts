import { connect, type Socket } from 'node:net';
import type { Answered } from '../../observation/observation.ts';
import { now, sleep } from '../clock.ts';
import { AnswerReader } from './answer-reader.ts';
import { Incoming } from './incoming.ts';
import type { Delivery, ToSend } from './request.ts';

export interface Piecemeal extends Delivery {
  /** The component has called a dependency. */
  readonly called?: () => boolean;
}

// How often it is looked whether there was a call, in milliseconds.
const look = 1;

/**
 * Sends one request in pieces, in chunks, or without waiting for the answer, on a connection of its own. A component may
 * answer and close before it has read all: what it said then is the answer. Patience counts from the last piece.
 */
export async function sendPiecemeal(address: string, request: ToSend, options: Piecemeal): Promise<Answered> {
  const { origin = now(), patience, signal, formatOf, called = () => false } = options;
  if (!isOneRequest(request))
    return { kind: 'none', why: 'failed', detail: 'it cannot be written as one request', ended: now() - origin };
  const { hostname, port, host } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const incoming = new Incoming(origin, formatOf);
  const reading = read(socket, request.method, incoming);
  const { cuts, leaves } = request.sending ?? {};
  try {
    await written(socket, request, host, reading);
    const asked = now() - origin;
    const due = { 'at a call': called, 'at an event': () => incoming.events > 0 && !reading.over };
    const isDue = leaves && leaves in due ? due[leaves as keyof typeof due] : () => true;
    while (leaves && !isDue() && !reading.over && now() - origin < asked + patience && !signal?.aborted)
      await sleep(look);
    if (leaves && isDue()) {
      const ended = now() - origin;
      return incoming.none({ why: 'left', detail: `the caller closed the connection: ${leaves}`, ended, asked });
    }
    const late = new AbortController();
    const timer = sleep(patience, AbortSignal.any([late.signal, ...(signal ? [signal] : [])]));
    await Promise.race([reading.done, timer]);
    late.abort();
    return { ...heard(reading, incoming, now() - origin), ...(cuts ? { asked } : {}) };
  } finally {
    socket.destroy();
  }
}

/** What stands in its head cannot end it, or be taken for more. */
const isOneRequest = ({ method, target, headers }: ToSend) =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(method) &&
  /^[!-~]+$/.test(target) &&
  headers.every(([name, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t -~\u0080-\u00ff]*$/.test(value));

interface Reading {
  readonly reader: AnswerReader;
  readonly done: Promise<void>;
  over: boolean;
  failed: NodeJS.ErrnoException | undefined;
}

function read(socket: Socket, method: string, incoming: Incoming): Reading {
  const reader = new AnswerReader(method, incoming);
  const { promise: done, resolve } = withResolvers();
  const reading: Reading = { reader, done, over: false, failed: undefined };
  const end = () => {
    reading.over = true;
    resolve();
  };
  socket.on('data', (data: Buffer) => {
    reader.take(data);
    if (reader.complete || reader.garbled) end();
  });
  socket.once('end', () => reader.end());
  socket.once('error', (error) => {
    reading.failed = error;
  });
  socket.once('close', end);
  return reading;
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Writes the request, as far as the component listens. */
async function written(socket: Socket, request: ToSend, host: string, reading: Reading): Promise<void> {
  const { cuts = [], pause = 0, chunked, leaves } = request.sending ?? {};
  const body = request.body ?? Buffer.alloc(0);
  const pieces = [0, ...cuts].map((from, i) => body.subarray(from, cuts[i] ?? body.length));
  const sent = leaves === 'within the body' ? pieces.slice(0, -1) : pieces;
  await write(socket, headOf(request, host), reading);
  for (const [i, piece] of sent.entries()) {
    if (i > 0 && pause > 0) await sleep(pause);
    await write(socket, chunked ? chunk(piece) : piece, reading);
  }
  if (chunked) await write(socket, Buffer.from('0\r\n\r\n'), reading);
}

const chunk = (piece: Buffer) =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

function headOf({ method, target, headers, body, sending }: ToSend, host: string): Buffer {
  const length = sending?.chunked
    ? [['transfer-encoding', 'chunked'] as const]
    : body
      ? [['content-length', `${body.length}`] as const]
      : [];
  const lines = [['host', host] as const, ...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
}

function write(socket: Socket, bytes: Buffer, reading: Reading): Promise<void> {
  if (reading.over || !socket.writable || bytes.length === 0) return Promise.resolve();
  return Promise.race([new Promise<void>((resolve) => socket.write(bytes, () => resolve())), reading.done]);
}

function heard({ reader, over, failed }: Reading, incoming: Incoming, ended: number): Answered {
  if (reader.complete) return incoming.whole();
  const none = (why: 'failed' | 'timeout', detail: string) => incoming.none({ why, detail, ended });
  if (reader.garbled) return none('failed', reader.garbled);
  if (!over) return none('timeout', `no whole answer within ${Math.round(ended)} ms`);
  const how = { ECONNRESET: 'reset', EPIPE: 'closed', ECONNREFUSED: 'refused' }[failed?.code ?? 'EPIPE'];
  if (how === undefined) return none('failed', failed!.message);
  return none('failed', `the connection was ${how}${how === 'refused' ? '' : ' before the answer was complete'}`);
}
