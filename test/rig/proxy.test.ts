import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault, ParamValues } from '../../src/fault/fault.ts';
import { bareReply } from '../../src/fault/reply.ts';
import type { Site } from '../../src/fault/site.ts';
import type { Call } from '../../src/observation/observation.ts';
import { faultsOf } from '../../src/protocol/index.ts';
import { tcp } from '../../src/protocol/tcp/tcp.ts';
import { TcpProxy } from '../../src/rig/proxy/tcp-proxy.ts';
import { tcpDependency } from '../dependencies.ts';
import { until } from '../e2e/cli.ts';
import { corners } from '../laws/params.ts';
import { LineServer } from '../line-server.ts';
import { RawSocket } from '../raw-socket.ts';

let server: LineServer;
beforeAll(async () => {
  server = await LineServer.open();
});
afterAll(() => server[Symbol.asyncDispose]());

const reply = Buffer.from('VALUE 1234567\n');
const site: Site = {
  dependency: tcpDependency('127.0.0.1:1'),
  operation: 'exchange',
  reply: bareReply(reply),
  deadline: 20,
  pooled: false,
  error: () => bareReply(reply),
};
const scheduled = (fault: string, params: ParamValues = {}, recurs: 'first' | 'every' = 'first', call = 1) => ({
  dependency: 'dep',
  operation: 'exchange',
  call,
  recurs,
  fault,
  params,
});
const open = (of = server) => TcpProxy.open(tcpDependency(of.target));
const lines = (count: number) => (s: RawSocket) => s.bytes.toString().split('\n').length > count;

interface Played {
  readonly bytes: Buffer;
  readonly left: string;
  readonly call: Call;
  readonly params: ParamValues;
}

/** Asks once while a fault is due. */
async function play(fault: Fault, params: ParamValues): Promise<Played> {
  await using proxy = await open();
  await proxy.begin({ seed: 3, schedule: [scheduled(fault.name, params)] });
  using socket = await RawSocket.to(proxy.port);
  await socket.send('GET n\n');
  if (fault.name === 'silence') await socket.quiet(120);
  else await socket.until((s) => s.left !== 'stays' || s.bytes.length >= reply.length);
  // A fault may pause once more after its last byte.
  if (fault.leaves === 'late') await socket.quiet(60);
  const { left, bytes } = socket;
  const [call] = await proxy.end();
  return { bytes, left, call: call!, params };
}

const whole = ({ bytes, left, call }: Played) => {
  expect(bytes).toEqual(reply);
  expect([left, call.reply.end]).toEqual(['stays', 'complete']);
};
const part = (left: string, end: string) => (played: Played) => {
  const length = Math.floor((reply.length * (played.params.after as number)) / 100);
  expect(played.bytes).toEqual(reply.subarray(0, length));
  expect([played.left, played.call.reply.end]).toEqual([left, end]);
};
const nothing = (left: string, end: string) => (played: Played) =>
  expect([played.bytes.length, played.left, played.call.reply.end]).toEqual([0, left, end]);
const late = (atLeast: (params: ParamValues) => number) => (played: Played) => {
  whole(played);
  expect(played.call.fault!.waited).toBeGreaterThanOrEqual(atLeast(played.params) - 2);
};

const deeds: Readonly<Record<string, (played: Played) => void>> = {
  silence: nothing('stays', 'open'),
  'reset-before-reply': nothing('reset', 'reset'),
  'close-before-reply': nothing('fin', 'closed'),
  'reset-inside-reply': part('reset', 'reset'),
  'close-inside-reply': part('fin', 'closed'),
  'byte-slices': whole,
  'fixed-delay': late(({ ms }) => ms as number),
  trickle: late(({ pause }) => (pause as number) * reply.length),
  'slow-pieces': late(({ pause }) => (pause as number) * 4),
  'low-bandwidth': late(({ rate }) => (reply.length * 1000) / (rate as number)),
  'flipped-byte': ({ bytes, params, left, call }) => {
    const differing = [...bytes].flatMap((byte, i) => (byte === reply[i] ? [] : [[i, byte]]));
    const at = (params.at as number) % reply.length;
    expect(differing).toEqual([[at, reply[at]! ^ 0xff]]);
    expect([bytes.length, left, call.reply.end]).toEqual([reply.length, 'stays', 'complete']);
  },
};

describe('a fault on bytes that nobody understands', () => {
  const played = faultsOf(tcp).filter((fault) => !fault.bar);

  it('every one has its deed here, or is a barred door', () => {
    expect(Object.keys(deeds).sort()).toEqual(played.map((f) => f.name).sort());
    expect(
      faultsOf(tcp)
        .filter((f) => f.bar)
        .map((f) => f.name)
        .sort(),
    ).toEqual(['refused', 'reset-on-accept']);
  });

  it.each(played)('$name does what it says, and the record is what a raw socket saw', async (fault) => {
    for (const params of corners(fault, site)) {
      const one = await play(fault, params);
      deeds[fault.name]!(one);
      expect(one.call.fault).toMatchObject({ kind: fault.name, leaves: fault.leaves });
      expect(one.call.fault!.undelivered).toBeUndefined();
      expect(one.call.reply.bytes).toBe(one.bytes.length);
    }
  });

  it('is not delivered where a part would be the whole', async () => {
    await using proxy = await open();
    await proxy.begin({ seed: 3, schedule: [scheduled('reset-inside-reply', { after: 90 })] });
    using socket = await RawSocket.to(proxy.port);
    await socket.send('BYTE\n');
    await socket.until((s) => s.bytes.length > 0);
    await socket.send('PING\n');
    await socket.until(lines(2));
    const [call] = await proxy.end();
    expect([socket.bytes.toString(), socket.left]).toEqual(['\nPONG\n', 'stays']);
    expect(call!.fault!.undelivered).toBe('its healthy reply is too short to be cut');
    expect(call!.reply).toMatchObject({ bytes: 1, end: 'complete' });
  });

  it('leaves the connection usable where it leaves the reply whole', async () => {
    await using proxy = await open();
    await proxy.begin({ seed: 3, schedule: [scheduled('byte-slices')] });
    using socket = await RawSocket.to(proxy.port);
    await socket.send('PING\n');
    await socket.until(lines(1));
    await socket.send('GET n\n');
    await socket.until(lines(2));
    expect(socket.bytes.toString()).toBe('PONG\nVALUE 1234567\n');
    expect((await proxy.end()).map((c) => c.fault?.kind)).toEqual(['byte-slices', undefined]);
  });

  it('refused: nobody can connect until the case is over, and then everybody can', async () => {
    await using proxy = await open();
    using pooled = await RawSocket.to(proxy.port);
    await proxy.begin({ seed: 3, schedule: [scheduled('refused', {}, 'every')] });
    await pooled.until((s) => s.left !== 'stays');
    await expect(RawSocket.to(proxy.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect([proxy.shut, await proxy.refuses()]).toEqual([true, true]);
    await proxy.end();
    using socket = await RawSocket.to(proxy.port);
    await socket.send('PING\n');
    await socket.until(lines(1));
    expect(await proxy.refuses()).toBe(false);
  });

  it('reset-on-accept: the pooled and the new connections are dropped until the case is over', async () => {
    await using proxy = await open();
    using pooled = await RawSocket.to(proxy.port);
    await pooled.send('PING\n');
    await pooled.until(lines(1));
    await proxy.begin({ seed: 3, schedule: [scheduled('reset-on-accept', {}, 'every')] });
    await pooled.until((s) => s.left === 'reset');
    // The reset may arrive before the system has told of the connection, or after.
    const fresh = RawSocket.to(proxy.port).then((s) => s.until(({ left }) => left === 'reset'));
    await fresh.catch((error) => expect(error).toMatchObject({ code: 'ECONNRESET' }));
    const calls = await proxy.end();
    expect(calls.map((c) => [c.fault?.kind, c.reply.end, c.reply.bytes])).toEqual([
      ['reset-on-accept', 'reset', 0],
      ['reset-on-accept', 'reset', 0],
    ]);
    using socket = await RawSocket.to(proxy.port);
    await socket.send('PING\n');
    await socket.until(lines(1));
  });
});

describe('one call', () => {
  const asked = (calls: readonly Call[]) => calls.map((c) => [c.request.body.length, c.reply.bytes]);
  const watched = async (act: (socket: RawSocket) => Promise<void>, of = server) => {
    await using proxy = await open(of);
    await proxy.begin({ seed: 3, schedule: [] });
    using socket = await RawSocket.to(proxy.port);
    await act(socket);
    return { calls: asked(await proxy.end()), bytes: socket.bytes, left: socket.left };
  };

  it('is what was sent, in however many pieces, and what was answered to it', async () => {
    const { calls } = await watched(async (socket) => {
      await socket.send('GE');
      await socket.quiet(30);
      await socket.send('T n\n');
      await socket.until(lines(1));
      await socket.send('PING\n');
      await socket.until(lines(2));
    });
    expect(calls).toEqual([
      [6, 14],
      [5, 5],
    ]);
  });

  it('is nothing that is never answered', async () => {
    const { calls } = await watched(async (socket) => {
      await socket.send('PING\n');
      await socket.until(lines(1));
      await socket.send('QUIT\n');
      socket.end();
      await socket.until((s) => s.left === 'fin');
    });
    expect(calls).toEqual([[5, 5]]);
  });

  it('is the greeting of a server that speaks first', async () => {
    await using greeting = await LineServer.open({ speaksFirst: true });
    const { calls } = await watched(async (socket) => {
      await socket.until(lines(1));
      await socket.send('PING\n');
      await socket.until(lines(2));
    }, greeting);
    expect(calls).toEqual([
      [0, 6],
      [5, 5],
    ]);
  });

  it('is none of a case that began after it was asked', async () => {
    await using proxy = await open();
    using socket = await RawSocket.to(proxy.port);
    await socket.send('PING');
    await socket.quiet(30);
    await proxy.begin({ seed: 3, schedule: [scheduled('reset-before-reply')] });
    await socket.send('\n');
    await socket.until(lines(1));
    expect([await proxy.end(), socket.left]).toEqual([[], 'stays']);
  });

  it('carries all bytes, also those that come faster than they are read', async () => {
    const size = 8_000_000;
    const { bytes, calls } = await watched(async (socket) => {
      await socket.send(`BIG ${size}\n`);
      await socket.until((s) => s.bytes.length === size);
    });
    expect(bytes.equals(Buffer.alloc(size, 'x'))).toBe(true);
    expect(calls).toEqual([[12, size]]);
  });
});

describe('what was lost', () => {
  const again = async (...later: readonly string[]) => {
    await using proxy = await open();
    await proxy.begin({ seed: 3, schedule: [scheduled('reset-before-reply')] });
    using lost = await RawSocket.to(proxy.port);
    await lost.send('GET n\n');
    await lost.until((s) => s.left === 'reset');
    using socket = await RawSocket.to(proxy.port);
    for (const [i, text] of later.entries()) {
      await socket.send(text);
      await socket.until(lines(i + 1));
    }
    return (await proxy.end()).map((c) => c.askedAgain);
  };

  it.each([
    ['alone', ['GET n\n'], true],
    ['behind a greeting', ['PING\n', 'GET n\n'], true],
    ['together with something else', ['PING\nGET n\n'], true],
    ['not at all', ['PING\n'], undefined],
  ])('is asked again: %s', async (_, later, told) => {
    expect((await again(...later))[0]).toBe(told);
  });

  it('is not recorded: neither what is asked nor what is answered, as credentials are among it', async () => {
    await using proxy = await open();
    await proxy.begin({ seed: 3, schedule: [] });
    using socket = await RawSocket.to(proxy.port);
    await socket.send('AUTH s3cret\n');
    await socket.until(lines(1));
    expect(JSON.stringify(await proxy.end())).not.toContain('s3cret');
  });
});

describe('the real server', () => {
  it('has to be there when the proxy opens', async () => {
    const gone = await LineServer.open();
    const { target } = gone;
    await gone[Symbol.asyncDispose]();
    await expect(TcpProxy.open(tcpDependency(target))).rejects.toThrow(
      `The real server of \`dep\` cannot be reached at ${target}: ECONNREFUSED. Start it, or correct its \`target\`.`,
    );
  });

  it('is missed when it goes away', async () => {
    await using own = await LineServer.open();
    await using proxy = await open(own);
    expect(proxy.gone).toBeUndefined();
    await own[Symbol.asyncDispose]();
    using socket = await RawSocket.to(proxy.port);
    await socket.until((s) => s.left !== 'stays');
    expect(proxy.gone).toContain('ECONNREFUSED');
  });

  it('is left, and leaves, as without a proxy', async () => {
    await using own = await LineServer.open();
    await using proxy = await open(own);
    using first = await RawSocket.to(proxy.port);
    using second = await RawSocket.to(proxy.port);
    for (const socket of [first, second]) {
      await socket.send('PING\n');
      await socket.until(lines(1));
    }
    await until(() => own.sockets.size === 2, 'both are with the server');
    first.end();
    await first.until((s) => s.left === 'fin');
    await until(() => own.sockets.size === 1, 'the server has seen it leave');
    [...own.sockets][0]!.resetAndDestroy();
    await second.until((s) => s.left === 'reset');
  });
});
