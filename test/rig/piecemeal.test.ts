import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Sending } from '../../src/observation/observation.ts';
import { deliver } from '../../src/rig/driver/deliver.ts';

const whole = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello';

/** A server that does one thing with what it has heard so far; `ended` resolves when its first connection is over. */
async function listening(act: (socket: Socket, heard: string) => void) {
  const pieces: string[] = [];
  let over!: () => void;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      pieces.push(data.toString('latin1'));
      act(socket, pieces.join(''));
    });
    socket.on('error', () => {});
    socket.once('close', over);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    host: `127.0.0.1:${port}`,
    pieces,
    ended,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const answering = (when: RegExp, answer = whole) =>
  listening((socket, heard) => {
    if (when.test(heard)) socket.write(answer);
  });

const sendTo = (host: string, sending: Sending, change: object = {}) =>
  deliver(
    `http://${host}`,
    { method: 'POST', target: '/a', headers: [['x-a', 'b']], body: Buffer.from('café!'), sending },
    { patience: 10_000, ...change },
  );

const head = (host: string, more: string) => `POST /a HTTP/1.1\r\nhost: ${host}\r\nx-a: b\r\n${more}\r\n\r\n`;
const hello = { kind: 'response', status: 200, body: { text: 'hello' } };

describe('a request in pieces', () => {
  it('arrives byte for byte, divided where it should be, and says when it was whole', async () => {
    await using server = await answering(/!$/);
    const answer = await sendTo(server.host, { cuts: [4], pause: 60 });
    expect(answer).toMatchObject({ ...hello, asked: expect.any(Number) });
    const latin1 = Buffer.from('café!').toString('latin1');
    expect(server.pieces.join('')).toBe(head(server.host, 'content-length: 6') + latin1);
    expect(server.pieces.at(-1)).toBe(latin1.slice(4));
  });

  it('arrives in chunks, without a length', async () => {
    await using server = await answering(/\r\n0\r\n\r\n$/);
    expect(await sendTo(server.host, { cuts: [1, 2], chunked: true })).toMatchObject(hello);
    const latin1 = Buffer.from('café!').toString('latin1').slice(2);
    expect(server.pieces.join('')).toBe(
      `${head(server.host, 'transfer-encoding: chunked')}1\r\nc\r\n1\r\na\r\n4\r\n${latin1}\r\n0\r\n\r\n`,
    );
  });

  it.each([
    ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['behind a 100', `HTTP/1.1 100 Continue\r\n\r\n${whole}`],
  ])('reads an answer %s', async (_, answer) => {
    await using server = await answering(/!$/, answer);
    expect(await sendTo(server.host, { cuts: [2] })).toMatchObject(hello);
  });

  it('reads an answer that ends with the connection', async () => {
    await using server = await listening((socket, heard) => {
      if (heard.endsWith('!')) socket.end('HTTP/1.1 200 OK\r\n\r\nhello');
    });
    expect(await sendTo(server.host, { cuts: [2] })).toMatchObject(hello);
  });

  it('takes the answer of a server that does not read on', async () => {
    await using server = await listening((socket) => socket.end(whole.replace('200 OK', '413 Too Large')));
    expect(await sendTo(server.host, { cuts: [1, 2, 3], pause: 30 })).toMatchObject({ status: 413 });
  });

  it('tells how it failed, and that nothing came', async () => {
    await using closing = await listening((socket) => socket.end());
    expect(await sendTo(closing.host, { cuts: [2], pause: 5 })).toMatchObject({
      why: 'failed',
      detail: 'the connection was closed before the answer was complete',
    });
    await using silent = await listening(() => {});
    expect(await sendTo(silent.host, { cuts: [2] }, { patience: 30 })).toMatchObject({ why: 'timeout' });
    await using garbled = await answering(/!$/, 'what?\r\n\r\n');
    expect(await sendTo(garbled.host, { cuts: [2] })).toMatchObject({ kind: 'none', why: 'failed' });
  });

  it('is never written as more than one', async () => {
    await using server = await answering(/!$/);
    const request = {
      method: 'POST',
      target: '/a',
      headers: [['x-a', 'b\r\nx-c: d']],
      body: Buffer.from('ab'),
    } as const;
    const answer = await deliver(`http://${server.host}`, { ...request, sending: { cuts: [1] } }, { patience: 5000 });
    expect(answer).toMatchObject({ kind: 'none', why: 'failed' });
    expect(server.pieces).toEqual([]);
  });
});

describe('a caller that leaves', () => {
  it('has sent a part of its body, and closes', async () => {
    await using server = await listening(() => {});
    const answer = await sendTo(server.host, { cuts: [2], leaves: 'within the body' });
    expect(answer).toMatchObject({ kind: 'none', why: 'left' });
    await server.ended;
    expect(server.pieces.join('')).toBe(`${head(server.host, 'content-length: 6')}ca`);
  });

  it('waits for the first call, and for the answer where there is none', async () => {
    await using server = await listening(() => {});
    const seen = () => server.pieces.length > 0;
    expect(await sendTo(server.host, { leaves: 'at a call' }, { called: seen })).toMatchObject({ why: 'left' });
    await server.ended;
    await using other = await answering(/!$/);
    expect(await sendTo(other.host, { leaves: 'at a call' }, { called: () => false })).toMatchObject(hello);
  });
});
