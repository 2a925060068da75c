import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { StreamFormat } from '../../src/contract/contract.ts';
import type { Answered, Sending } from '../../src/observation/observation.ts';
import { countOf } from '../../src/observation/stream.ts';
import { now, sleep } from '../../src/rig/clock.ts';
import { KeptConnection } from '../../src/rig/driver/connection.ts';
import { deliver } from '../../src/rig/driver/deliver.ts';
import { EventLog } from '../../src/rig/driver/stream/event-log.ts';
import { eventReaders } from '../../src/rig/driver/stream/index.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const last = '0\r\n\r\n';

type Piece = string | Buffer | 'pause';

/** What was written is read before it goes on: it is the same process that does it. */
async function readBefore() {
  await sleep(10);
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}

/** A server that answers with a stream in these pieces, and then ends it as told. */
async function streaming(pieces: readonly Piece[], end: 'complete' | 'cut' | 'open' = 'complete') {
  let gone!: () => void;
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const answer = async (socket: Socket) => {
    socket.write(head);
    for (const piece of pieces) {
      if (piece === 'pause') await readBefore();
      else socket.write(chunk(Buffer.from(piece)));
    }
    if (end === 'complete') socket.write(last);
    if (end === 'cut') socket.end();
  };
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => void answer(socket));
    socket.on('error', () => {});
    socket.once('close', gone);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    left,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const get = { method: 'GET', target: '/', headers: [], body: undefined };

const ways: readonly (readonly [
  string,
  (address: string, format: StreamFormat, patience: number) => Promise<Answered>,
])[] = [
  [
    'on a connection of its own',
    (address, format, patience) => deliver(address, get, { patience, formatOf: () => format }),
  ],
  [
    'sent in pieces',
    (address, format, patience) =>
      deliver(address, { ...get, sending: { chunked: true } }, { patience, formatOf: () => format }),
  ],
  [
    'on a connection that is kept',
    async (address, format, patience) => {
      const connection = new KeptConnection(address);
      const { answer } = await connection.send(get, { patience, origin: now(), formatOf: () => format });
      connection.drop();
      return answer;
    },
  ],
];

const streamOf = (answer: Answered) => (answer.kind === 'response' ? answer.stream : answer.begun?.stream);
const patience = 10_000;

describe.each(ways)('a streamed answer to a request %s', (_, ask) => {
  it('is read event by event, each with its time, wherever the pieces are cut', async () => {
    const bytes = Buffer.from(': hello\n\nevent: token\ndata: "café"\n\ndata: one\r\ndata: two\r\n\r\n');
    const cut = bytes.indexOf(0xc3) + 1;
    await using server = await streaming([
      bytes.subarray(0, cut),
      'pause',
      bytes.subarray(cut),
      'pause',
      'data: 3\n\n',
    ]);
    const answer = await ask(server.address, 'sse', patience);
    const stream = streamOf(answer)!;
    expect(stream).toMatchObject({ format: 'sse', flaws: [], end: 'complete' });
    expect(stream.events.map(({ name, data }) => [name, data])).toEqual([
      ['token', '"café"'],
      ['message', 'one\ntwo'],
      ['message', '3'],
    ]);
    const [first, second, third] = stream.events.map(({ at }) => at);
    expect(second).toBe(first);
    expect(third).toBeGreaterThan(second!);
    expect(answer).toMatchObject({ kind: 'response', body: { length: bytes.length + 9 } });
    expect(answer.ended).toBeGreaterThanOrEqual(third!);
  });

  it('is kept as far as it came where the connection is lost', async () => {
    await using server = await streaming(['data: 1\n\nda', 'pause'], 'cut');
    const answer = await ask(server.address, 'sse', patience);
    expect(answer).toMatchObject({
      kind: 'none',
      why: 'failed',
      begun: { status: 200, body: { text: 'data: 1\n\nda' } },
    });
    expect(streamOf(answer)).toMatchObject({ events: [{ data: '1' }], end: 'cut' });
  });

  it('is kept as far as it came where it stalls', async () => {
    await using server = await streaming(['{"a":1}\n{"b"', 'pause'], 'open');
    const answer = await ask(server.address, 'ndjson', 150);
    expect(answer).toMatchObject({ kind: 'none', why: 'timeout' });
    expect(streamOf(answer)).toMatchObject({ events: [{ data: '{"a":1}' }], end: 'stalled' });
  });

  it('says what is malformed, and where', async () => {
    await using server = await streaming(['data: 1\n\n', 'pause', Buffer.from('data: \xff\n\n', 'latin1')]);
    expect(streamOf(await ask(server.address, 'sse', patience))).toMatchObject({
      flaws: [{ after: 1, message: 'it has bytes that are no UTF-8' }],
      events: [{ data: '1' }, { data: '\uFFFD' }],
    });
  });
});

describe('a caller', () => {
  const leaving: Sending = { leaves: 'at an event' };
  const ask = (address: string) => deliver(address, { ...get, sending: leaving }, { patience, formatOf: () => 'sse' });

  it('leaves when the first event is there, and the component sees it', async () => {
    await using server = await streaming([': nothing yet\n\n', 'pause', 'data: 1\n\n'], 'open');
    const answer = await ask(server.address);
    expect(answer).toMatchObject({
      kind: 'none',
      why: 'left',
      detail: 'the caller closed the connection: at an event',
    });
    expect(streamOf(answer)).toMatchObject({ events: [{ data: '1' }], end: 'left' });
    await server.left;
  });

  it('stays where the answer is over by then', async () => {
    await using server = await streaming([]);
    expect(await ask(server.address)).toMatchObject({ kind: 'response', stream: { events: [], end: 'complete' } });
  });
});

function read(format: StreamFormat, ...texts: readonly string[]) {
  const log = new EventLog();
  const reader = eventReaders[format](log);
  for (const [i, text] of texts.entries()) reader.take(text, i);
  reader.end();
  const { events, flaws, rest } = log.seen(format, 'complete');
  return { events: events.map(({ name, data }) => (name === undefined ? data : `${name} ${data}`)), flaws, rest };
}

describe('server-sent events', () => {
  it.each([
    ['fields that it does not know', 'meta: x\ndata: 1\n\n', ['message 1'], [], undefined],
    ['an event without data', 'event: done\n\n', [], [], undefined],
    ['an event that nothing ends', 'event: done\ndata: 1\n', [], [], 'event: done\ndata: 1'],
    ['half a line', 'data: 1\n\nevent: done\ndata: 2', ['message 1'], [], 'event: done\ndata: 2'],
    [
      'JSON in the place of fields',
      '{"title":"no"}\n\n',
      [],
      [{ after: 0, message: 'it has a line that is no field of SSE: {"title":"no"}' }],
      undefined,
    ],
    ['JSON at the very end', '{"title":"no"}', [], [], '{"title":"no"}'],
  ])('are read as clients read them: %s', (_, text, events, flaws, rest) => {
    expect(read('sse', text)).toEqual({ events, flaws, rest });
    expect(read('sse', ...text)).toEqual({ events, flaws, rest });
  });
});

describe('lines of JSON', () => {
  it.each([
    ['empty lines', '{"a":1}\n\n\r\n2\r\n', ['{"a":1}', '2'], [], undefined],
    ['a last line without an end', '1\n2', ['1', '2'], [], undefined],
    ['half of a last line', '1\n{"a', ['1'], [], '{"a'],
    [
      'a value over several lines',
      '{\n"a": 1\n}\n',
      [],
      [
        { after: 0, message: 'it has a line that is no JSON: {' },
        { after: 0, message: 'it has a line that is no JSON: "a": 1' },
        { after: 0, message: 'it has a line that is no JSON: }' },
      ],
      undefined,
    ],
  ])('are read one by one: %s', (_, text, events, flaws, rest) => {
    expect(read('ndjson', text)).toEqual({ events, flaws, rest });
    expect(read('ndjson', ...text)).toEqual({ events, flaws, rest });
  });
});

describe('what is kept of a stream', () => {
  it('is bounded: of very many events the first and the last, and how many are left out', () => {
    const log = new EventLog();
    for (let i = 0; i < 20_000; i++) log.add({ at: i, data: `${i}` });
    const seen = log.seen('ndjson', 'complete');
    expect(seen.leftOut).toEqual({ after: 5000, count: 14_990 });
    expect(seen.events.slice(4999, 5001).map(({ data }) => data)).toEqual(['4999', '19990']);
    expect(countOf(seen)).toBe(20_000);
  });

  it('is bounded: of very long data the beginning', () => {
    const log = new EventLog();
    log.add({ at: 0, data: 'x'.repeat(2 * 1024 * 1024) });
    const { events } = log.seen('sse', 'complete');
    expect(events).toEqual([{ at: 0, data: 'x'.repeat(1000), cut: true }]);
  });
});
