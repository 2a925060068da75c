import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/fault/fault.ts';
import { faultNamed, faultsOf, protocolNamed } from '../../src/protocol/index.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { RawSocket } from '../raw-socket.ts';
import { corners, distinct, drawn } from './params.ts';
import { bytesOf, type LawSite, simulatedFaults, sites, sitesFor } from './sites.ts';
import { inParallel, type Play, play, type Seen, scheduled, seedOfPlays, siteOf, understood } from './stage.ts';

// The law: what the record of a call says that left the socket is what a raw socket saw, to the byte.

const shown = [
  'invented hits',
  'switches in a café',
  'an effect',
  'no content',
  'a head',
  'structured output',
  'a tool call',
  'a tool in a session',
  'words of a tool, in events',
  'two uses of a tool',
  'calls of two functions',
  'structured output of the contract, streamed',
];
const stages = sites.filter((s) => shown.includes(s.what));
const fits = (fault: Fault, site: LawSite) =>
  faultsOf(protocolNamed(site.dependency.protocol)).includes(fault) && fault.unfit(siteOf(site)) === undefined;

/** The corners, and some drawn values, at the first sites that a fault fits; at the others its first corner. */
function playsOf(fault: Fault): Play[] {
  const among = stages.filter((site) => fits(fault, site));
  const fitting =
    among.length > 0
      ? among
      : sitesFor(fault)
          .filter((site) => fits(fault, site))
          .slice(0, 6);
  return fitting.flatMap((site, i) => {
    const all = distinct([...corners(fault, siteOf(site)), ...drawn(fault, i === 0 ? 24 : 0)]);
    return (i < 2 ? all : all.slice(0, 1)).map((params) => ({ site, fault, params }));
  });
}

/** What the raw socket saw, in the words of the record. */
function witnessed({ site, fault }: Play, { bytes, left }: Seen) {
  const text = bytes.toString('latin1').replace(/^(HTTP\/1\.1 1(?!01)\d\d .*\r\n\r\n)*/, '');
  const head = /^(.*?)(?:\r\n\r\n|\n\n)/s.exec(text)?.[1];
  const [first = '', ...lines] = head === undefined ? [] : head.split(/\r?\n/);
  const stays = understood(site, bytes).kind === 'response' ? 'complete' : 'open';
  const whole = fault.leaves !== 'lost' && fault.leaves !== 'tainted';
  return {
    ...(/^HTTP\/1\.1 \d{3}\b/.test(first) ? { status: Number(first.split(' ')[1]) } : {}),
    headers: lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    bytes: bytes.length,
    end: { stays, fin: whole ? 'complete' : 'closed', reset: 'reset' }[left],
  };
}

/** Plays a fault, and compares its record with what a raw socket saw. */
async function expectDelivered(one: Play): Promise<void> {
  const seen = await play(one);
  const { reply, fault: struck } = seen.calls[0]!;
  const { ended: _, ...recorded } = reply;
  const told = { site: one.site.what, params: one.params };
  expect({ ...told, undelivered: struck?.undelivered, ...recorded }).toEqual({
    ...told,
    undelivered: undefined,
    ...witnessed(one, seen),
  });
  if (seen.second === undefined) return;
  const after = understood(one.site, seen.second);
  expect({ ...told, ...after }).toMatchObject({ ...told, kind: 'response', status: siteOf(one.site).reply.status });
  expect(seen.calls[1]!.reply).toMatchObject({ bytes: seen.second.length, end: 'complete' });
}

// `lost-session` outlives its call: test/protocol/mcp/faults.test.ts.
const played = simulatedFaults.filter(({ fault }) => !fault.bar && fault.name !== 'lost-session');

describe('a fault is delivered as it claims', () => {
  it.each(played)('$fault.name: the record is what a raw socket saw', async ({ fault }) => {
    const plays = playsOf(fault);
    expect(plays.length).toBeGreaterThan(0);
    await inParallel(plays, expectDelivered);
  });

  it('through TLS as well: each of them at the first site that it fits, with its first values', async () => {
    const plays = played.map(({ fault }): Play => {
      const { site, params } = playsOf(fault)[0]!;
      return { site: { ...site, dependency: { ...site.dependency, tls: true } }, fault, params };
    });
    await inParallel(plays, expectDelivered);
  });

  it.each(simulatedFaults.filter(({ fault }) => fault.name === 'refused'))(
    '$fault.name: nobody can connect until the case is over, and then everybody can',
    async ({ fault }) => {
      const site = stages[0]!;
      await using simulator = await Simulator.open(site.dependency);
      using pooled = await RawSocket.to(simulator.port);
      const schedule = [
        { dependency: 'dep', operation: 'op', call: 1, recurs: 'every', fault: fault.name, params: {} },
      ] as const;
      await simulator.begin({ seed: seedOfPlays, schedule });
      await pooled.until((s) => s.left !== 'stays');
      await expect(RawSocket.to(simulator.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      expect(await simulator.refuses()).toBe(true);
      expect(await simulator.end()).toEqual([]);
      using socket = await RawSocket.to(simulator.port);
      await socket.send(bytesOf(site));
      await socket.until((s) => understood(site, s.bytes).kind === 'response');
    },
  );

  it.each(simulatedFaults.filter(({ fault }) => fault.bar && fault.leaves === 'intact'))(
    '$fault.name: who was connected is not any more; who comes anew is served',
    async ({ fault }) => {
      const site = stages[0]!;
      await using simulator = await Simulator.open(site.dependency);
      using pooled = await RawSocket.to(simulator.port);
      await simulator.begin({ seed: seedOfPlays, schedule: [scheduled({ site, fault, params: {} })] });
      await pooled.until((s) => s.left === 'fin');
      using socket = await RawSocket.to(simulator.port);
      await socket.send(bytesOf(site));
      await socket.until((s) => understood(site, s.bytes).kind === 'response');
      expect((await simulator.end())[0]).toMatchObject({ fault: { kind: fault.name }, reply: { end: 'complete' } });
    },
  );

  it('redirect-loop: a client that follows goes round until it gives up, and that is no call of its own', async () => {
    const site = stages[0]!;
    await using simulator = await Simulator.open(site.dependency);
    await simulator.begin({
      seed: seedOfPlays,
      schedule: [scheduled({ site, fault: faultNamed('redirect-loop'), params: { status: 302 } })],
    });
    await expect(fetch(`${simulator.url}/thing`)).rejects.toMatchObject({
      cause: { message: 'redirect count exceeded' },
    });
    expect((await simulator.end()).map(({ reply }) => reply.status)).toEqual([302]);
  });

  it('stale-connection: the first request on a connection is served, and is not the one that it struck', async () => {
    const site = stages[0]!;
    await using simulator = await Simulator.open(site.dependency);
    const schedule = [scheduled({ site, fault: faultNamed('stale-connection'), params: {} }, 'every')];
    using socket = await RawSocket.to(simulator.port);
    await socket.send(bytesOf(site));
    await socket.until((s) => understood(site, s.bytes).kind === 'response');
    await simulator.begin({ seed: seedOfPlays, schedule });
    await socket.send(bytesOf(site));
    await socket.until((s) => s.left === 'reset');
    using fresh = await RawSocket.to(simulator.port);
    await fresh.send(bytesOf(site));
    await fresh.until((s) => understood(site, s.bytes).kind === 'response');
    const calls = await simulator.end();
    expect(calls.map(({ fault, reply }) => [fault?.kind, reply.end])).toEqual([
      ['stale-connection', 'reset'],
      [undefined, 'complete'],
    ]);
  });
});

describe('bytes that were sent before a connection is dropped arrive', () => {
  const cases = simulatedFaults.filter(({ fault }) => /^reset-/.test(fault.name) && fault.params.after);

  it.each(cases)('$fault.name, thirty times', async ({ fault }) => {
    const site = stages.find((s) => s.what === 'structured output')!;
    const plays = Array.from({ length: 30 }, (_, i) => ({ site, fault, params: { after: 90 }, seed: i }));
    await inParallel(plays, async (one) => {
      const seen = await play(one);
      expect(seen.left).toBe('reset');
      expect(seen.bytes.length).toBe(seen.calls[0]!.reply.bytes);
      expect(seen.bytes.length).toBeGreaterThan(100);
    });
  });
});
