import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { now, sleep } from '../../src/rig/clock.ts';
import { type Exchanged, KeptConnection } from '../../src/rig/driver/connection.ts';
import { send, type ToSend } from '../../src/rig/driver/request.ts';

const get: ToSend = { method: 'GET', target: '/', headers: [], body: undefined };

/** A server that does one thing with each connection; `heard` is what came on them. */
async function listening(act: (socket: Socket) => void) {
  const heard: string[] = [];
  const server = createServer((socket) => {
    const n = heard.push('') - 1;
    socket.on('data', (data) => {
      heard[n] += data.toString('latin1');
      act(socket);
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    heard,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const plain = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello';

describe('the driver', () => {
  it('sends each request on a connection of its own, as it is written', async () => {
    await using server = await listening((socket) => socket.write(plain));
    const body = Buffer.from('{}');
    const post: ToSend = { method: 'POST', target: '/a?b=%20', headers: [['X-Name', 'né']], body };
    const answers = [
      await send(server.address, post, { patience: 5000 }),
      await send(server.address, { ...post, body: undefined }, { patience: 5000 }),
      await send(server.address, get, { patience: 5000 }),
    ];
    expect(answers).toMatchObject(Array(3).fill({ kind: 'response', status: 200, body: { text: 'hello', length: 5 } }));
    const host = server.address.slice('http://'.length);
    const head = `POST /a?b=%20 HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\nX-Name: né\r\n`;
    expect(server.heard).toEqual([
      `${head}content-length: 2\r\n\r\n{}`,
      `${head}content-length: 0\r\n\r\n`,
      `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n\r\n`,
    ]);
  });

  it.each([
    ['closed', (socket: Socket) => socket.end(plain.slice(0, -1)), 'was closed before the answer was complete'],
    ['closed at once', (socket: Socket) => socket.end(), 'was closed before the answer was complete'],
    ['reset', (socket: Socket) => socket.resetAndDestroy(), 'was reset before the answer was complete'],
    ['garbage', (socket: Socket) => socket.write('what?'), ''],
  ] as const)('tells how an answer failed: %s', async (_, act, detail) => {
    await using server = await listening(act);
    const answer = await send(server.address, get, { patience: 5000 });
    expect(answer).toMatchObject({ kind: 'none', why: 'failed', detail: expect.stringContaining(detail) });
  });

  it('tells that nobody listens', async () => {
    const server = await listening(() => {});
    await server[Symbol.asyncDispose]();
    const answer = await send(server.address, get, { patience: 5000 });
    expect(answer).toMatchObject({ kind: 'none', why: 'failed', detail: 'the connection was refused' });
  });

  it('gives up after its patience, also in the middle of an answer', async () => {
    await using server = await listening((socket) => socket.write(plain.slice(0, -1)));
    const answer = await send(server.address, get, { patience: 50 });
    expect(answer).toMatchObject({ kind: 'none', why: 'timeout' });
  });

  it('ends at once with the run', async () => {
    await using server = await listening(() => {});
    const ending = new AbortController();
    const answer = send(server.address, get, { patience: 60_000, signal: ending.signal });
    ending.abort();
    expect(await answer).toMatchObject({ kind: 'none', why: 'failed' });
  });

  it.each([
    { ...get, headers: [['x-a', 'b\r\nx-c: d']] as const },
    { ...get, headers: [['x-a', 'Ω']] as const },
    { ...get, target: '/a b' },
    { ...get, method: 'G T' },
  ])('sends nothing that would be another request: %j', async (request) => {
    await using server = await listening((socket) => socket.write(plain));
    expect(await send(server.address, request, { patience: 5000 })).toMatchObject({
      kind: 'none',
      why: 'failed',
    });
    expect(server.heard).toEqual([]);
  });
});

/** Sends requests one after the other over one kept connection, with a moment between them: `until` something, if need be. */
async function keptAnswers(
  act: (socket: Socket) => void,
  count: number,
  until: (connection: KeptConnection) => boolean = () => true,
) {
  await using server = await listening(act);
  const connection = new KeptConnection(server.address);
  const options = { patience: 200, origin: now() };
  const exchanged: Exchanged[] = [];
  for (let i = 0; i < count; i++) {
    exchanged.push(await connection.send(get, options));
    await sleep(20);
  }
  for (let looks = 0; !until(connection) && looks < 250; looks++) await sleep(20);
  const { outOfStep, opened } = connection;
  connection.drop();
  return { exchanged, outOfStep, opened };
}

describe('a kept connection', () => {
  it('carries one request after the other', async () => {
    const { exchanged, ...rest } = await keptAnswers((socket) => socket.write(plain), 3);
    expect(exchanged.map(({ reused }) => reused)).toEqual([false, true, true]);
    expect(exchanged.map(({ answer }) => answer)).toMatchObject(
      Array(3).fill({ status: 200, body: { text: 'hello' } }),
    );
    expect(rest).toEqual({ outOfStep: false, opened: 1 });
  });

  it('opens another one after an answer that closes it', async () => {
    const { exchanged, ...rest } = await keptAnswers((socket) => socket.end(plain), 2);
    expect(exchanged.map(({ reused, answer }) => [reused, answer.kind])).toEqual(Array(2).fill([false, 'response']));
    expect(rest).toEqual({ outOfStep: false, opened: 2 });
  });

  it('tells that a connection was closed as it was used again, and that it was another one before', async () => {
    const seen = new Set<Socket>();
    const act = (socket: Socket) => {
      if (seen.has(socket)) socket.resetAndDestroy();
      else seen.add(socket) && socket.write(plain);
    };
    const { exchanged } = await keptAnswers(act, 3);
    expect(exchanged.map(({ reused, silent, answer }) => [reused, silent, answer.kind])).toEqual([
      [false, false, 'response'],
      [true, true, 'none'],
      [false, false, 'response'],
    ]);
  });

  it.each([
    ['a second answer in the same moment', (socket: Socket) => socket.write(plain + plain)],
    [
      'a second answer a while later',
      (socket: Socket) => socket.write(plain) && setTimeout(() => socket.write(plain), 5),
    ],
    ['bytes that are no answer', (socket: Socket) => socket.write(`${plain}what?`)],
  ])('knows that it is out of step: %s', async (_, act) => {
    expect(await keptAnswers(act, 1, ({ outOfStep }) => outOfStep)).toMatchObject({ outOfStep: true });
  });

  it('is given up after an answer that never comes', async () => {
    let requests = 0;
    const { exchanged, opened } = await keptAnswers((socket) => ++requests === 1 || socket.write(plain), 2);
    expect(exchanged.map(({ reused, answer }) => [reused, answer.kind])).toEqual([
      [false, 'none'],
      [false, 'response'],
    ]);
    expect(exchanged[0]!.answer).toMatchObject({ why: 'timeout' });
    expect(opened).toBe(2);
  });
});
