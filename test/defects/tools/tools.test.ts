import { describe, expect, it } from '@jest/globals';
import { play } from '../play.ts';
import { toolDefects } from './index.ts';

const patience = 2 * 60_000;
const home = 'tools';

describe('a component with one mistake in its use of tools', () => {
  it.concurrent.each(toolDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check, only, stdio = false }) => {
      const { exitCode, report, output } = await play({ name, language: 'node', home, stdio, only });
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
    ['correct', false],
    ['correct-on-stdio', true],
  ] as const)(
    '%s holds when its tools fail',
    async (name, stdio) => {
      const only = ['ask/none/healthy', 'ask/tools.look_up/{lost-,is-,no-r,miss,close-before,log-}*/first'];
      const { report } = await play({ name, language: 'node', home, stdio, only });
      const sure = report.findings.filter(({ confirmed }) => confirmed.failed > 0);
      expect({ findings: sure, stopped: report.stopped }).toEqual({ findings: [], stopped: undefined });
      expect(report.trials.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(3);
    },
    patience,
  );
});
