import { describe, expect, it } from '@jest/globals';
import { play } from '../play.ts';
import { instructionDefects, only } from './index.ts';

const patience = 2 * 60_000;
const home = 'instructions';

describe('a component with one mistake in how it takes instructions', () => {
  it.concurrent.each(instructionDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check }) => {
      const { exitCode, report, output } = await play({ name, language: 'node', home, profile: 'standard', only });
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
  it(
    'does not do what documents say',
    async () => {
      const { report, output } = await play({
        name: 'correct',
        language: 'node',
        home,
        profile: 'standard',
        only: [...only, 'ask/none/healthy'],
      });
      expect({ findings: report.findings, trials: report.trials.map(({ verdict }) => verdict), output }).toEqual({
        findings: [],
        trials: ['holds', 'holds'],
        output: expect.anything(),
      });
    },
    patience,
  );
});
