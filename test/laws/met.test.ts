import { readFileSync } from 'node:fs';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../src/observation/observation.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { RawSocket } from '../raw-socket.ts';
import { corners } from './params.ts';
import { bytesOf, metFaults, sites } from './sites.ts';
import { scheduled, seedOfPlays, siteOf, understood } from './stage.ts';

// The law: what meets connections meets each of them, and none any more when the case is over; the record says so.

const plain = sites.find((site) => site.what === 'an effect')!;
const secured = { ...plain, dependency: { ...plain.dependency, tls: true as const } };
const clientHello = Buffer.from('16030100050100000100', 'hex');
const quiet = 60;

/** What a connection saw that was opened during the case. */
interface Deed {
  readonly simulator: Simulator;
  /** The case is ended. */
  end(): Promise<readonly Call[]>;
}

const raw = (said: Buffer, saw: (socket: RawSocket) => Promise<void>) => async (deed: Deed) => {
  using socket = await RawSocket.to(deed.simulator.port);
  await socket.send(said);
  await saw(socket);
  expect(await deed.end()).toEqual([]);
  await socket.until((s) => s.left !== 'stays');
};
const silent = async (socket: RawSocket) => {
  await socket.quiet(quiet);
  expect([socket.bytes.length, socket.left]).toEqual([0, 'stays']);
};
const left = (how: 'fin' | 'reset', bytes: RegExp) => async (socket: RawSocket) => {
  await socket.until((s) => s.left !== 'stays');
  expect([socket.left, socket.bytes.toString('latin1')]).toEqual([how, expect.stringMatching(bytes)]);
};

/** Who takes every certificate is answered; `shown`: what the handshake was like. */
const proof =
  (shown: (certificate: DetailedPeerCertificate, line: TLSSocket, ca: string) => void) => async (deed: Deed) => {
    const { simulator, end } = deed;
    const lax = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const line = connect({ host: '127.0.0.1', port: simulator.port, ...lax });
    line.on('error', () => {});
    await new Promise((resolve) => line.once('secureConnect', resolve));
    shown(line.getPeerCertificate(true), line, readFileSync(simulator.ca!, 'utf8'));
    const reply = new Promise<Buffer>((resolve) => line.once('data', resolve));
    line.write(bytesOf(secured));
    expect(understood(secured, await reply)).toMatchObject({ kind: 'response', status: 201 });
    expect(await end()).toMatchObject([
      { reply: { end: 'complete' }, fault: { leaves: 'lost' }, effect: { committed: true } },
    ]);
    line.destroy();
  };
const day = 24 * 60 * 60_000;

const deeds: Readonly<Record<string, (deed: Deed) => Promise<void>>> = {
  'reset-on-accept': async ({ simulator, end }) => {
    // It may be dropped before the connecting is over.
    await RawSocket.to(simulator.port).then(left('reset', /^$/), ({ code }) => expect(code).toBe('ECONNRESET'));
    expect(await end()).toEqual([]);
  },
  'close-on-accept': raw(Buffer.alloc(0), left('fin', /^$/)),
  'never-reads': async ({ simulator, end }) => {
    using socket = await RawSocket.to(simulator.port);
    let sent = false;
    const sending = socket.send(Buffer.alloc(32 * 1024 * 1024)).then(() => {
      sent = true;
    });
    await socket.quiet(quiet);
    expect([sent, socket.bytes.length, socket.left]).toEqual([false, 0, 'stays']);
    expect(await end()).toEqual([]);
    await sending;
  },
  'slow-accept': async ({ simulator, end }) => {
    using socket = await RawSocket.to(simulator.port);
    await socket.send(bytesOf(plain));
    await socket.until((s) => understood(plain, s.bytes).kind === 'response');
    const [call] = await end();
    expect(call).toMatchObject({ reply: { end: 'complete' }, effect: { committed: true } });
    expect(call!.fault!.waited).toBeGreaterThan((call!.fault!.params.ms as number) - 2);
  },
  'early-413': raw(bytesOf(plain).subarray(0, -3), left('fin', /^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/s)),
  'handshake-reset': raw(clientHello, left('reset', /^$/)),
  'handshake-closed': raw(clientHello, left('fin', /^$/)),
  'handshake-alert': raw(clientHello, left('fin', /^\x15\x03\x03\0\x02\x02\x28$/)),
  'handshake-hangs': raw(clientHello, silent),
  'plain-http-instead': raw(clientHello, left('fin', /^HTTP\/1\.1 400 /)),
  'self-signed-certificate': proof((_, { authorizationError }) =>
    expect(authorizationError).toBe('DEPTH_ZERO_SELF_SIGNED_CERT'),
  ),
  'certificate-for-another-host': proof((shown, { authorizationError }) => {
    expect(shown.subjectaltname).toBe('DNS:another-host.example');
    expect(authorizationError).toBeTruthy();
  }),
  'expired-certificate': proof(({ valid_to }) => {
    expect(Date.parse(valid_to)).toBeLessThan(Date.now() - day / 2);
    expect(Date.parse(valid_to)).toBeGreaterThan(Date.now() - 2 * day);
  }),
  'certificate-not-yet-valid': proof(({ valid_from }) => {
    expect(Date.parse(valid_from)).toBeGreaterThan(Date.now() + day / 2);
  }),
  'unknown-ca': proof((shown) => {
    expect(shown.issuer.CN).toBe('Nobody throw-away CA');
  }),
  'outdated-tls': proof((_, line) => expect(line.getProtocol()).toMatch(/^TLSv1(\.1)?$/)),
};

describe('a fault of connections meets them', () => {
  it('every one has its deed here', () => {
    expect(Object.keys(deeds).sort()).toEqual(metFaults.map(({ fault }) => fault.name).sort());
  });

  it.each(metFaults)('$fault.name', async ({ fault, layer }) => {
    const site = layer === 'tls' ? secured : plain;
    expect(fault.unfit(siteOf(site))).toBeUndefined();
    if (layer === 'tls') expect(fault.unfit(siteOf(plain))).toBe('its dependency is not spoken to over TLS');
    const ca = layer === 'tls' ? 'a CA' : undefined;
    const [params = {}] = corners(fault, siteOf(site));
    await using simulator = await Simulator.open(site.dependency);
    const trusted = ca && readFileSync(simulator.ca!, 'utf8');
    using before = await RawSocket.to(simulator.port, trusted);
    await simulator.begin({ seed: seedOfPlays, schedule: [scheduled({ site, fault, params }, 'every')] });
    await before.until((s) => s.left !== 'stays');
    await deeds[fault.name]!({
      simulator,
      end: async () => {
        const calls = await simulator.end();
        const told = [...calls, ...simulator.met].map((one) => one.fault);
        expect(told).toMatchObject([{ kind: fault.name, params, leaves: fault.leaves }]);
        expect(told[0]!.undelivered).toBeUndefined();
        return calls;
      },
    });
    using after = await RawSocket.to(simulator.port, trusted);
    await after.send(bytesOf(site));
    await after.until((s) => understood(site, s.bytes).kind === 'response');
  });
});
