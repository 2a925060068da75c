import { describe, expect, it } from '@jest/globals';
import { play } from './play.ts';
import { twins } from './twins.ts';

const others = twins.filter(({ name }) => name !== 'correct');

// Only what the make of each is about: `npm run bench:twins` puts all of them to everything, again and again.
describe('a correct component that is made differently', () => {
  it.concurrent.each(others)(
    '$language/$name holds: $make',
    async ({ make, ...twin }) => {
      const { report } = await play(twin);
      // A machine that has no time for a component is told as inconclusive, and never as a finding.
      const sure = report.findings.filter(({ confirmed }) => confirmed.failed > 0);
      expect({ findings: sure, stopped: report.stopped }).toEqual({ findings: [], stopped: undefined });
      expect(report.trials.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(5);
    },
    5 * 60_000,
  );
});
