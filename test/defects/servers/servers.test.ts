import { describe, expect, it } from '@jest/globals';
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
