import { describe, expect, it } from '@jest/globals';
import { Heartbeat } from '../../../src/rig/clock.ts';
import { Rig } from '../../../src/rig/rig.ts';
import { recogniser } from '../../../src/run/recogniser.ts';
import { contractIn } from '../contract-in.ts';
import { playTrials } from '../play-trials.ts';
import { careful, overHttp, serverDefects } from './index.ts';

const patience = 60_000;

describe('a tool server with one mistake', () => {
  it.concurrent.each(serverDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check, only, http }) => {
      const seen = await playTrials('servers', `${name}.mjs`, only, http ? { changed: overHttp } : {});
      const broken = seen.flatMap((one) => Object.keys(one.broken));
      expect([seen.length > 0, [...new Set(broken)]]).toEqual([true, [check]]);
    },
    patience,
  );
});

describe('its correct twin', () => {
  it.concurrent.each([
    ['standard input and output', undefined],
    ['HTTP', overHttp],
  ] as const)(
    'holds on %s',
    async (_, changed) => {
      const seen = await playTrials('servers', 'correct.mjs', careful, changed ? { changed } : {});
      expect(seen.length).toBeGreaterThan(10);
      expect(seen.filter(({ broken }) => Object.keys(broken).length > 0)).toEqual([]);
      // Each time the machine may have had no time for the harness itself.
      for (const { because } of seen) if (because !== undefined) expect(because).toMatch(/held up/);
    },
    patience,
  );
});

describe('a tool server that greets on standard output', () => {
  it('is not tried: no client can read what follows', async () => {
    const contract = contractIn('servers', 'correct.mjs', (text) =>
      text.replace('node test', 'echo Welcome; node test'),
    );
    using heartbeat = new Heartbeat();
    await expect(Rig.open(contract, { recognise: recogniser, heartbeat })).rejects.toThrow(
      'correct was not ready within 20s: `initialize` was not answered as it should be: it wrote a line to standard output that is no message: "Welcome".',
    );
  });
});
