import { describe, expect, it } from '@jest/globals';
import { delayOf } from '../../src/latency/delay.ts';
import type { Answered, Call, Case } from '../../src/observation/observation.ts';
import type { Pace, Paced } from '../../src/observation/traffic.ts';
import { type Heartbeat, now } from '../../src/rig/clock.ts';
import { measureInFlow } from '../../src/rig/driver/overhead.ts';
import type { ToSend } from '../../src/rig/driver/request.ts';
import { playPaced } from '../../src/rig/paced-case.ts';
import { seedOfOutages } from '../../src/rig/simulator/outages.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import type { Stage } from '../../src/rig/traffic-stage.ts';
import { recogniser } from '../../src/run/recogniser.ts';
import { contract, ok } from '../check/observed.ts';
import { httpDependency, operation } from '../dependencies.ts';

const thing = operation('GET /things/{id}', { returns: { body: { type: 'object' }, examples: [{}] } });
const declared = { p50: 5, p99: 20 };
const seed = 7;

async function called(pace: Pace, ids: readonly number[]): Promise<Map<string, Call>> {
  await using simulator = await Simulator.open(httpDependency(thing));
  const outages = { all: [], began: now(), lasts: 0, pace };
  await simulator.begin({ seed, schedule: [], outages, whose: ({ target }) => Number(target.split('/').at(-1)) });
  for (const id of ids) await (await fetch(`${simulator.url}/things/${id}`)).text();
  return new Map((await simulator.end()).map((call) => [call.request.target, call]));
}

describe('a simulator with a pace', () => {
  it('keeps each reply back for as long as is drawn for its call, in whatever order they come', async () => {
    const [once, again] = [await called(declared, [1, 2, 3]), await called(declared, [3, 1, 2])];
    for (const id of [1, 2, 3]) {
      const { fault, operation: name } = once.get(`/things/${id}`)!;
      const after = Math.round(delayOf(declared, seedOfOutages(seed, 'dep'), name!, id, 1));
      expect(fault).toMatchObject({ kind: 'declared-latency', leaves: 'late', params: { after } });
      expect(fault!.waited).toBeGreaterThanOrEqual(after);
      expect(again.get(`/things/${id}`)!.fault!.params).toEqual({ after });
    }
  });

  it('is always as slow as allowed where that is wanted', async () => {
    const calls = [...(await called({ always: 12 }, [1, 2, 3])).values()];
    expect(calls.map(({ fault }) => fault)).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: 'slow-but-legal', params: { after: 12 } })),
    );
    expect(
      Math.min(...calls.map(({ fault, reply, began }) => Math.min(fault!.waited, reply.ended - began))),
    ).toBeGreaterThanOrEqual(12);
  });
});

const undisturbed = { worstSince: () => 0, worstBetween: () => 0, shareBetween: () => 0 } as unknown as Heartbeat;
const promises = contract((text) =>
  text
    .replace('budget: {', 'budget: { latency: { p95: 60ms },')
    .replace(
      'call: POST /ask\n',
      'call: POST /ask\n    accepts: { body: { type: object, properties: { text: { type: string } } }, examples: [{ text: hello }] }\n',
    ),
);
const own = { samples: 100, p50: 1, p99: 2 };

/** Plays a case whose nth request is said to have taken so many milliseconds. */
async function play(took: (n: number) => number, change: Partial<Paced> = {}, signal?: AbortSignal) {
  const sent: ToSend[] = [];
  const stage: Stage = {
    contract: promises,
    simulators: [],
    heartbeat: undisturbed,
    recognise: recogniser,
    signal,
    send: async (_, request) => {
      sent.push(request);
      return { ...ok, ended: took(sent.length) } as Answered;
    },
    quiet: async () => {},
    endCase: async () => [],
    over: () => false,
    look: () => {},
    cpuWaits: () => new Map(),
  };
  const paced: Paced = { paces: {}, percentiles: ['p95'], gates: 1, warmUp: 5, looks: [80, 240], ...change };
  const played: Case = {
    id: 'ask/none/declared-latency/latency#1',
    operation: 'ask',
    seed,
    input: { body: { text: 'hello' } },
    schedule: [],
    traffic: { rate: 2000, before: 0, during: 0, after: 0, outages: [], paced },
  };
  const { traffic } = await playPaced(stage, played, own);
  // One is sent before, to see how calls can be told apart.
  return { traffic, sent: sent.slice(1) };
}

describe('traffic that is about time', () => {
  it('ends as soon as enough was seen', async () => {
    expect((await play(() => 20)).traffic.requests).toHaveLength(85);
    expect((await play(() => 90)).traffic.requests).toHaveLength(85);
  });

  it('goes on while it is open, and to its cap at most', async () => {
    const { traffic, sent } = await play((n) => (n % 20 === 7 ? 90 : 20));
    expect(traffic.requests).toHaveLength(245);
    expect(new Set(sent.map(({ body }) => String(body))).size).toBe(245);
    const dues = traffic.requests.map(({ due }) => due);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
  });

  it('has messy requests in between, and as many clean ones as without', async () => {
    const body = { text: '{"text":null}', length: 13 };
    const messy = [{ kind: 'null-member', method: 'POST', target: '/ask', headers: [], body }];
    const { traffic, sent } = await play(() => 20, { messy });
    const kinds = traffic.requests.map((request) => request.messy);
    expect(kinds.filter((kind) => kind === undefined).length).toBeGreaterThanOrEqual(85);
    expect(kinds.filter((kind) => kind === 'null-member').length).toBe(Math.floor(kinds.length / 4));
    expect(sent.filter((request) => String(request.body) === body.text)).toHaveLength(Math.floor(kinds.length / 4));
    expect(traffic.requests.filter((request) => request.messy && request.whole)).toEqual([]);
  });

  it('ends when the run does', async () => {
    expect((await play(() => 20, {}, AbortSignal.abort())).traffic.requests).toEqual([]);
  });

  it('tells how exact it is', async () => {
    const { exactness } = (await play(() => 20)).traffic;
    expect(exactness).toEqual({ own, beyond: { samples: 0, p50: 0, p99: 0 } });
  });
});

describe('what the harness itself takes', () => {
  it('is measured on requests that come at their times', async () => {
    const { samples, p50, p99 } = await measureInFlow(undisturbed, undefined);
    expect(samples).toBe(100);
    expect(p50).toBeGreaterThan(0);
    expect(p99).toBeGreaterThanOrEqual(p50);
  });

  it('is not known while the harness is held up', async () => {
    const heldUp = { ...undisturbed, worstBetween: () => 50 } as unknown as Heartbeat;
    expect(await measureInFlow(heldUp, undefined)).toEqual({ samples: 0, p50: 0, p99: 0 });
  });
});
