import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Contract, Dependency } from '../../src/contract/contract.ts';
import type { Call } from '../../src/observation/observation.ts';
import { Mock } from '../../src/rig/control/mock.ts';
import type { Wanted } from '../../src/rig/control/order.ts';
import { httpDependency, openaiDependency, operation, tcpDependency } from '../dependencies.ts';
import { LineServer } from '../line-server.ts';
import { RawSocket } from '../raw-socket.ts';

let server: LineServer;
beforeAll(async () => {
  server = await LineServer.open();
});
afterAll(() => server[Symbol.asyncDispose]());

const thing = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } as const;

function contract(): Contract {
  const named = (name: string, dependency: Dependency) => [name, { ...dependency, name }] as const;
  return {
    file: 'a.contract.yaml',
    project: '.',
    component: { name: 'a', launch: { kind: 'url', url: '', env: {}, ready: { method: 'GET', path: '/' }, within: 1 } },
    upstream: {
      ask: {
        name: 'ask',
        call: { method: 'GET', path: '/' },
        from: [],
        accepts: { path: {}, query: {}, headers: {}, examples: [], tolerates: [] },
        answers: {},
        budget: { deadline: 40, calls: {}, rate: 30 },
      },
    },
    downstream: Object.fromEntries([
      named(
        'things',
        httpDependency(
          operation('GET /thing/{id}', {
            name: 'get',
            returns: { body: thing },
            expects: { headers: { 'x-id': '.+' } },
          }),
          operation('DELETE /thing/{id}', { name: 'drop', returns: { status: 204 } }),
        ),
      ),
      named('llm', openaiDependency('hello')),
      named('store', tcpDependency(server.target)),
    ]),
    waivers: [],
    places: {},
  };
}

async function opened(seed = 5) {
  const calls: Call[] = [];
  const mock = await Mock.open(contract(), seed, {
    onCall: (call) => calls.push(call),
    onMet: () => {},
    onFault: () => {},
  });
  const get = (method = 'GET') =>
    fetch(`${mock.addresses.things!.url}/thing/7`, { method, headers: { 'x-id': 'a' } }).then((r) => r.status);
  return { mock, calls, get, [Symbol.asyncDispose]: () => mock[Symbol.asyncDispose]() };
}

describe('what can be had', () => {
  it.each<[Wanted, string]>([
    [{ dependency: 'thngs', fault: 'silence' }, 'There is no dependency "thngs". Did you mean "things"?'],
    [{ dependency: 'toString', fault: 'silence' }, 'There is no dependency "toString". There are: things, llm, store.'],
    [{ dependency: 'things', fault: 'silense' }, 'There is no fault "silense". Did you mean "silence"?'],
    [
      { dependency: 'things', fault: 'insufficient-quota' },
      '`insufficient-quota` does not fit `things`: it is a fault of `protocol: openai`, and this is `protocol: http`. There are: ',
    ],
    [
      { dependency: 'store', fault: 'server-error' },
      '`server-error` does not fit `store`: it is a fault of simulated services (http), and this is `protocol: tcp`. There are: ',
    ],
    [
      { dependency: 'things', fault: 'missing-field', operation: 'drop' },
      '`missing-field` does not fit `things`: the declared schema of its reply has no ',
    ],
    [
      { dependency: 'things', fault: 'silence', operation: 'gte' },
      '`things` has no operation "gte". Did you mean "get"?',
    ],
    [
      { dependency: 'llm', fault: 'silence', operation: 'talk' },
      '`llm` has no operation "talk". It was not asked for anything yet: call it once, or leave out `--operation`.',
    ],
    [
      { dependency: 'things', fault: 'refused', share: 0.5 },
      '`refused` strikes connections, before anything is asked: leave out `--operation` and `--share`.',
    ],
    [{ dependency: 'things', fault: 'silence', share: 0 }, 'A share is more than 0 and at most 1, not 0.'],
    [{ dependency: 'things', fault: 'silence', for: 1e12 }, 'A fault lasts more than 0ms and at most a day.'],
    [
      { dependency: 'things', fault: 'silence', params: { after: 1 } },
      '`silence` has no parameters. Leave out `--param`.',
    ],
    [
      { dependency: 'things', fault: 'cut-body', params: { aftr: 1 } },
      '`cut-body` has no parameter "aftr". Did you mean "after"?',
    ],
    [
      { dependency: 'things', fault: 'cut-body', params: { after: 100 } },
      'The parameter `after` of `cut-body` must be <= 99: 100 does not fit {"type":"integer","minimum":0,"maximum":99}.',
    ],
  ])('%j', async (wanted, why) => {
    await using one = await opened();
    expect(await one.mock.set(wanted)).toEqual(expect.stringContaining(why));
    expect(one.mock.faults).toEqual([]);
  });
});

describe('a standing fault', () => {
  it('strikes the operation that is named, and no other', async () => {
    await using one = await opened();
    await one.mock.set({ dependency: 'things', fault: 'server-error', operation: 'drop', params: { status: 500 } });
    expect([await one.get(), await one.get('DELETE')]).toEqual([200, 500]);
  });

  it('strikes a share of the calls, the same ones for the same seed', async () => {
    const struck = async (seed: number) => {
      await using one = await opened(seed);
      await one.mock.set({ dependency: 'things', fault: 'server-error', share: 0.3 });
      const statuses: number[] = [];
      for (let i = 0; i < 60; i++) statuses.push(await one.get());
      return statuses;
    };
    const [first, again, other] = [await struck(1), await struck(1), await struck(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const share = first.filter((status) => status !== 200).length / 60;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.5);
  });

  it('makes room for the same with other parameters; the last one that was set counts', async () => {
    await using one = await opened();
    await one.mock.set({ dependency: 'things', fault: 'server-error', params: { status: 500 } });
    await one.mock.set({ dependency: 'things', fault: 'unauthorized' });
    expect(await one.get()).toBe(401);
    await one.mock.set({ dependency: 'things', fault: 'server-error', params: { status: 502 } });
    expect([await one.get(), one.mock.faults.length]).toEqual([502, 2]);
  });

  it('lets go of what it held when it is cleared, and every call is told once', async () => {
    await using one = await opened();
    await one.mock.set({ dependency: 'things', fault: 'silence' });
    const held = one.get().catch(() => 'dropped');
    while (one.mock.standIns[0]!.replies.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await one.mock.clear('things');
    expect([await held, await one.get()]).toEqual(['dropped', 200]);
    expect(one.calls.map((c) => [c.operation, c.fault?.kind, c.reply.status])).toEqual([
      ['get', 'silence', undefined],
      ['get', undefined, 200],
    ]);
  });

  it('strikes bytes before a real server, too', async () => {
    await using one = await opened();
    const { port } = one.mock.standIns[2]!;
    const asked = async () => {
      using socket = await RawSocket.to(port);
      await socket.send('PING\n');
      await socket.until((s) => s.left !== 'stays' || s.bytes.length >= 5);
      return [socket.bytes.toString(), socket.left];
    };
    expect(await asked()).toEqual(['PONG\n', 'stays']);
    await one.mock.set({ dependency: 'store', fault: 'close-inside-reply', params: { after: 50 } });
    expect(await asked()).toEqual(['PO', 'fin']);
    await one.mock.clear();
    expect(await asked()).toEqual(['PONG\n', 'stays']);
    while (one.calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(one.calls.map((c) => [c.fault?.kind, c.reply.bytes])).toContainEqual(['close-inside-reply', 2]);
  });
});
