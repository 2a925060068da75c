import { expect, it } from '@jest/globals';
import { Audience } from '../../src/cli/audience.ts';
import { WriteError } from '../../src/cli/write-all.ts';
import type { Reporter } from '../../src/report/reporter.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 });

it('tells of a reporter that fails, lets it hear no more, and goes on with the others', () => {
  const heard: string[] = [];
  const complaints: string[] = [];
  const reporter = (name: string, fail?: Error): Reporter => ({
    on: () => {
      heard.push(name);
      if (fail) throw fail;
    },
    end: () => heard.push(`${name} ended`),
  });
  const audience = new Audience(
    new Map([
      [reporter('broken', new TypeError('no such thing')), 'junit'],
      [reporter('full', new WriteError('The report json=r.json', full, 'Name another file.')), 'json'],
      [reporter('well'), 'terminal'],
    ]),
    { complain: (line) => complaints.push(line) },
  );
  expect(audience.failed).toBe(false);
  for (let i = 0; i < 2; i++) audience.on({ kind: 'looking closer', findings: 1 });
  audience.end([]);
  expect(heard).toEqual(['broken', 'full', 'well', 'well', 'well ended']);
  expect(audience.failed).toBe(true);
  expect(complaints).toEqual([
    expect.stringMatching(
      /^The reporter junit failed, which is a defect of Shakedown; the others go on\.\nTypeError: no such thing/,
    ),
    'The report json=r.json could not be written: ENOSPC, no space left on device. Make room, or name another file.',
  ]);
});
