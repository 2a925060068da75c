import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import type { Answered, Case } from '../../src/observation/observation.ts';
import type { Traffic } from '../../src/observation/traffic.ts';
import { Heartbeat, now, sleep } from '../../src/rig/clock.ts';
import { type Arrival, areTold, composeTraffic, drive, whose } from '../../src/rig/driver/traffic.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { contract, ok } from '../check/observed.ts';
import { httpDependency, operation } from '../dependencies.ts';

const withBody = (schema: string, example: string): Contract =>
  contract((text) =>
    text.replace('call: POST /ask\n', `call: POST /ask\n    accepts: { body: ${schema}, examples: [${example}] }\n`),
  );
const texts = withBody('{ type: object, properties: { text: { type: string } } }', '{ text: hello }');

function traffic(seed: number, change: Partial<Traffic> = {}): Case {
  const planned = { rate: 100, before: 200, during: 200, after: 600, outages: [], ...change };
  return { id: 'c', operation: 'ask', seed, input: { body: { text: 'hello' } }, schedule: [], traffic: planned };
}

describe('traffic', () => {
  it('comes as often as it should, at times of its seed', async () => {
    const dues = async (seed: number) => (await composeTraffic(texts, traffic(seed), false)).map(({ due }) => due);
    const once = await dues(1);
    expect(once).toHaveLength(100);
    expect(once).toEqual([...once].sort((a, b) => a - b));
    expect(once.filter((due) => due < 500)).toHaveLength(50);
    expect(await dues(1)).toEqual(once);
    expect(await dues(2)).not.toEqual(once);
    // Not in step with anything: the gaps differ.
    expect(new Set(once.slice(1).map((due, i) => Math.round(due - once[i]!))).size).toBeGreaterThan(5);
  });

  it('has the requests of other operations in between', async () => {
    const beside = [{ operation: 'ask', rate: 20, input: { body: { text: 'other' } }, healthyCalls: {} }];
    const all = await composeTraffic(texts, traffic(1, { beside }), false);
    expect(all.filter(({ request }) => String(request.body).includes('other'))).toHaveLength(20);
    expect(all.map(({ due }) => due)).toEqual(all.map(({ due }) => due).sort((a, b) => a - b));
  });

  it('gives each request words of its own, and sees where there are too few', async () => {
    expect(areTold(await composeTraffic(texts, traffic(1), true))).toBe(true);
    const fewIds = withBody(
      '{ type: object, properties: { text: { type: string, pattern: "^hello[0-9]$" } } }',
      '{ text: hello1 }',
    );
    expect(areTold(await composeTraffic(fewIds, traffic(1, { rate: 30 }), true))).toBe(false);
  });

  it('draws words anew that another request has', async () => {
    const ids = withBody(
      '{ type: object, properties: { text: { type: string, pattern: "^t-00[0-9]{3}$" } } }',
      '{ text: t-00001 }',
    );
    expect(areTold(await composeTraffic(ids, traffic(1, { rate: 80 }), true))).toBe(true);
  });

  it('does not wait for answers', async () => {
    const arrivals = (await composeTraffic(texts, traffic(1), false)).slice(0, 20);
    let open = 0;
    let most = 0;
    const answer = async (): Promise<Answered> => {
      most = Math.max(most, ++open);
      await sleep(400);
      open--;
      return ok;
    };
    expect(await drive(arrivals, now(), answer, undefined)).toHaveLength(20);
    expect(most).toBe(20);
  });

  it('ends when the run does', async () => {
    const arrivals = await composeTraffic(texts, traffic(1), false);
    const ending = AbortSignal.abort();
    expect(await drive(arrivals, now() + 60_000, async () => ok, ending)).toEqual([]);
  });
});

describe('whose a call is', () => {
  const arrival = (words: readonly string[], trace: string) => ({ words, trace }) as Arrival;
  const arrivals = [arrival(['asked1'], 'aa'), arrival(['asked12'], 'bb')];
  const call = (text: string, trace = '', target = '/x') => ({
    text,
    target,
    headers: [['Traceparent', `00-${trace}-0123456789abcdef-01`]] as const,
  });

  it('is told by the trace that was passed on', () => {
    const find = whose(arrivals, 'trace');
    expect([find(call('', 'bb')), find(call('', 'aa')), find(call('asked1', 'cc'))]).toEqual([1, 0, undefined]);
  });

  it('is told by the longest word in its body or target', () => {
    const find = whose(arrivals, 'words');
    expect([
      find(call('say asked12!')),
      find(call('say asked1!')),
      find(call('', '', '/x/asked1')),
      find(call('say')),
    ]).toEqual([1, 0, 0, undefined]);
  });

  it('is not told where nothing works', () => {
    expect(whose(arrivals, 'none')(call('asked1', 'aa'))).toBeUndefined();
  });
});

describe('a simulator in an outage', () => {
  const thing = operation('GET /things/{id}', { returns: { body: { type: 'object' }, examples: [{}] } });
  const open = () => Simulator.open(httpDependency(thing));
  const outage = (shape: string, fault?: string, shapeParams = {}) => ({
    dependency: 'dep',
    shape,
    shapeParams,
    ...(fault ? { fault, faultParams: { status: 503 } } : {}),
  });
  const outages = (one: ReturnType<typeof outage>, began: number, lasts: number) => ({
    seed: 1,
    schedule: [],
    outages: { all: [one], began, lasts },
  });
  const get = (simulator: Simulator, id: number | string) =>
    fetch(`${simulator.url}/things/${id}`).then(
      async (reply) => {
        await reply.text();
        return reply.status;
      },
      () => 'refused',
    );
  const minute = 60_000;

  it('strikes while it lasts, and not before or afterwards', async () => {
    await using simulator = await open();
    const said = [];
    for (const began of [now() + minute, now() - 1, now() - 2 * minute]) {
      await simulator.begin(outages(outage('down', 'server-error'), began, minute));
      said.push(await get(simulator, 1));
      await simulator.end();
    }
    expect(said).toEqual([200, 503, 200]);
  });

  it('refuses connections while it lasts, and is there again when it is over', async () => {
    await using simulator = await open();
    await simulator.begin(outages(outage('down', 'refused'), now() - 1, minute));
    while (!simulator.refused) await sleep(5);
    const during = await get(simulator, 1);
    await simulator.end();
    expect([during, await get(simulator, 1)]).toEqual(['refused', 200]);
  });

  it('meets connections while it lasts, tells how many, and serves them when it is over', async () => {
    await using simulator = await open();
    const began = now() - 1;
    await simulator.begin(outages(outage('down', 'reset-on-accept'), began, 1000));
    while ((await get(simulator, 1)) === 200) await sleep(5);
    // The first that failed may have been a connection of before, which was dropped: only new ones meet the fault.
    expect([await get(simulator, 1), await get(simulator, 1)]).toEqual(['refused', 'refused']);
    await sleep(began + 1100 - now());
    while ((await get(simulator, 1)) !== 200) await sleep(5);
    expect((await simulator.end()).map(({ fault }) => fault)).toContain(undefined);
    expect(simulator.met.map(({ fault }) => fault.kind)).toContain('reset-on-accept');
    expect(simulator.refused).toBe(false);
  });

  it('strikes the same requests whatever the order of their calls', async () => {
    await using simulator = await open();
    const struck = async (ids: readonly number[]) => {
      const whoseId = ({ target }: { readonly target: string }) => Number(target.split('/').at(-1));
      await simulator.begin({ ...outages(outage('brown-out', 'server-error'), now() - 1, minute), whose: whoseId });
      const said = new Map<number, unknown>();
      for (const id of ids) said.set(id, await get(simulator, id));
      await simulator.end();
      return ids.filter((id) => said.get(id) === 503).sort((a, b) => a - b);
    };
    const ids = Array.from({ length: 30 }, (_, i) => i);
    const inOrder = await struck(ids);
    expect(inOrder.length).toBeGreaterThan(3);
    expect(inOrder.length).toBeLessThan(27);
    expect(await struck([...ids].reverse())).toEqual(inOrder);
  });

  it('holds a healthy reply back, and records it as late', async () => {
    await using simulator = await open();
    await simulator.begin(outages(outage('queue', undefined, { rate: 20, left: 100 }), now() - 1, minute));
    const all = await Promise.all([get(simulator, 1), get(simulator, 2), get(simulator, 3)]);
    const calls = await simulator.end();
    expect(all).toEqual([200, 200, 200]);
    expect(calls.map((call) => [call.fault?.kind, call.fault?.leaves])).toEqual(Array(3).fill(['queue', 'late']));
    const waits = calls.map((call) => Number(call.fault?.params.after)).sort((a, b) => a - b);
    expect(waits[2]! - waits[0]!).toBeGreaterThan(waits[0]!);
  });

  it('counts the connections that are open', async () => {
    await using simulator = await open();
    await simulator.begin(outages(outage('down', 'silence'), now() - 1, minute));
    const leaving = new AbortController();
    const hanging = [1, 2, 3].map((id) =>
      fetch(`${simulator.url}/things/${id}`, { signal: leaving.signal }).catch(() => {}),
    );
    while (simulator.connections < 3) await sleep(5);
    leaving.abort();
    await Promise.all(hanging);
    while (simulator.connections > 0) await sleep(5);
    expect((await simulator.end()).map((call) => call.reply.end)).toEqual(['abandoned', 'abandoned', 'abandoned']);
  });
});

describe('the heartbeat', () => {
  it('tells when the harness was held up, and for which part of the time', async () => {
    using heartbeat = new Heartbeat();
    await sleep(30);
    const began = now();
    while (now() - began < 200);
    await sleep(30);
    expect(heartbeat.worstBetween(began, began + 250)).toBeGreaterThan(150);
    expect(heartbeat.worstBetween(began - 1000, began - 500)).toBe(0);
    expect(heartbeat.shareBetween(began, began + 300)).toBeGreaterThan(0.5);
    expect(heartbeat.shareBetween(began - 1000, began - 500)).toBe(0);
  });
});
