import { describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import type { RunResult } from '../../src/run/result.ts';

const result = (verdict: RunResult['verdict'], why?: NonNullable<RunResult['stopped']>['why']) =>
  ({ verdict, ...(why ? { stopped: { why, detail: '' } } : {}) }) as RunResult;
const nothing = result('inconclusive', 'nothing selected');

describe('the exit code of several contracts', () => {
  it('is 2 where none of them has a place for what was asked for', () => {
    expect(exitCodeOf([nothing, nothing], false)).toBe(2);
  });

  it('is that of the others, where some have', () => {
    expect(exitCodeOf([nothing, result('holds')], false)).toBe(0);
    expect(exitCodeOf([nothing, result('broken')], false)).toBe(1);
    expect(exitCodeOf([nothing, result('inconclusive', 'not healthy')], false)).toBe(3);
  });

  it('is 130 where the run was interrupted between two, and 5 where something could not be written', () => {
    const code = (verdict: RunResult['verdict'], how: { interrupted?: boolean; failed?: boolean }) =>
      exitCodeOf([result(verdict)], false, how);
    expect(code('holds', { interrupted: true })).toBe(130);
    expect(code('broken', { interrupted: true, failed: true })).toBe(130);
    expect(code('holds', { failed: true })).toBe(5);
    expect(code('inconclusive', { failed: true })).toBe(5);
    // What was found is red whatever else happens.
    expect(code('broken', { failed: true })).toBe(1);
  });
});
