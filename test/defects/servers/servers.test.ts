import { describe, expect, it } from '@jest/globals';
import { play } from '../play.ts';
import { serverDefects } from './index.ts';

const patience = 2 * 60_000;
const home = 'servers';

describe('a tool server with one mistake', () => {
  it.concurrent.each(serverDefects)(
    '$name is found by $check alone: $mistake',
    async ({ name, check, only, overHttp = false }) => {
      const { exitCode, report, output } = await play({ name, language: 'node', home, overHttp, only });
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
    ['standard input and output', false],
    ['HTTP', true],
  ] as const)(
    'holds on %s, and is asked for nothing that no client of a tool can ask for',
    async (_, overHttp) => {
      const only = [
        'look_up/none/*',
        'look_up/orders/{reset-inside,server-err,miss,null}*/first',
        'look_up/input/{null-member,unknown-field,empty-text,caller-disconnects,repeated-request,json-in-list,slow-body}',
      ];
      const { report } = await play({ name: 'correct', language: 'node', home, overHttp, only });
      const sure = report.findings.filter(({ confirmed }) => confirmed.failed > 0);
      expect({ findings: sure, stopped: report.stopped }).toEqual({ findings: [], stopped: undefined });
      const held = report.trials.filter(({ verdict }) => verdict === 'holds').map(({ id }) => id);
      expect(held).toEqual(
        expect.arrayContaining([
          'look_up/orders/server-error/first',
          'look_up/input/null-member',
          'look_up/input/caller-disconnects',
        ]),
      );
      const meaningless = report.omitted.filter(({ because }) => because.startsWith('the arguments of a tool'));
      expect(meaningless.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['look_up/input/json-in-list', 'look_up/input/slow-body']),
      );
    },
    patience,
  );
});
