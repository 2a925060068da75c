import { describe, expect, it } from '@jest/globals';
import { play } from '../play.ts';
import { searchDefects, twinOnly } from './index.ts';

const patience = 3 * 60_000;

describe('a component that searches, with one mistake', () => {
  it.concurrent.each(searchDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check, only }) => {
      const { exitCode, report, output } = await play({ name, language: 'node', home: 'search', only });
      const sure = report.findings.filter(({ confirmed }) => confirmed.failed > 0);
      expect({ found: [...new Set(sure.map((f) => f.check))], exitCode, output }).toEqual({
        found: [check],
        exitCode: 1,
        output: expect.anything(),
      });
    },
    patience,
  );
});

describe('its correct twin, on the clients of Qdrant and of Cohere', () => {
  it(
    'holds in the trials that those are about',
    async () => {
      const { report } = await play({ name: 'correct', language: 'node', home: 'search', only: twinOnly });
      const sure = report.findings.filter(({ confirmed }) => confirmed.failed > 0);
      expect({ findings: sure, stopped: report.stopped }).toEqual({ findings: [], stopped: undefined });
      expect(report.trials.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(20);
    },
    patience,
  );
});
