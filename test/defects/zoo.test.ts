import { describe, expect, it } from '@jest/globals';
import { defects } from './index.ts';
import { play } from './play.ts';

const patience = 5 * 60_000;

// Each is given many more trials than those that find it: that no other check speaks up is half of the claim.
describe('a component with one mistake', () => {
  it.concurrent.each(defects)(
    '$name is found by $check alone: $mistake',
    async ({ check, ...defect }) => {
      let { exitCode, report, output } = await play(defect);
      // 4: the machine had no time for it, and nothing could be told.
      for (let again = 0; exitCode === 4 && again < 2; again++) ({ exitCode, report, output } = await play(defect));
      // What did not fail again in three plays is reported as inconclusive: a machine that has no time for a
      // component can look so.
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

describe('its correct twin', () => {
  it.concurrent.each([
    ['node', 'standard'],
    ['python', 'quick'],
  ] as const)(
    'in %s holds in every trial, %s',
    async (language, profile) => {
      const { report } = await play({ name: 'correct', language, profile });
      // Three times in a row the machine may have had no time for the harness itself.
      const heldUp = ({ verdict, because = '' }: (typeof report.trials)[number]) =>
        verdict === 'inconclusive' && /the harness (itself )?was held up/.test(because);
      expect(report.trials.filter((trial) => trial.verdict !== 'holds' && !heldUp(trial))).toEqual([]);
      expect({ findings: report.findings, stopped: report.stopped }).toEqual({ findings: [], stopped: undefined });
      expect(report.trials.length).toBeGreaterThan(200);
    },
    patience,
  );
});
