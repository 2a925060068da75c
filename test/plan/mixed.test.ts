import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/observation/observation.ts';
import { mixedTrials } from '../../src/plan/mixed-trials.ts';
import type { Trial } from '../../src/plan/trial.ts';

const budget = { seed: 1, count: 5, waiting: false };
const planned = (id: string, more: Partial<Case>, waits = false): Trial['cases'][number] => ({
  case: { id: `${id}#1`, operation: 'ask', seed: 7, input: { body: 'clean' }, schedule: [], ...more },
  healthyCalls: { 'llm.chat': 1 },
  waits,
});
const faulty = (fault: string, waits = false): Trial => {
  const id = `ask/llm/${fault}/first`;
  const strikes = { dependency: 'llm', operation: 'chat', call: 1, recurs: 'first' as const, fault, params: {} };
  return { id, operation: 'ask', site: 'llm', fault, cases: [planned(id, { schedule: [strikes] }, waits)] };
};
const messy = (mess: string, owes: 'served' | 'rejected' | 'either'): Trial => {
  const id = `ask/input/${mess}`;
  const request = { method: 'POST', target: '/', headers: [] };
  const played = { kind: mess, pointer: '/body', was: 'a', became: 'b', owes, request };
  const input = { body: `clean for ${mess}` };
  return { id, operation: 'ask', site: 'input', fault: mess, cases: [planned(id, { input, mess: played })] };
};
const faults = ['cut', 'reset', 'error', 'garbage', 'page', 'empty', 'extra'].map((f) => faulty(f));

describe('mess and faults in one case', () => {
  it('are as many as the budget allows, each a fault and a messy request', () => {
    const trials = mixedTrials(faults, [messy('emoji', 'served'), messy('padded', 'served')], budget);
    expect(trials).toHaveLength(5);
    for (const { id, site, fault, cases } of trials) {
      expect(id).toMatch(new RegExp(`^ask/llm/${fault}/first/with-(emoji|padded)$`));
      const [{ case: played }] = cases as [(typeof cases)[number]];
      expect(played.schedule.map((s) => s.fault)).toEqual([fault]);
      expect(played.input.body).toBe(`clean for ${played.mess!.kind}`);
      expect({ id: played.id, site }).toEqual({ id: `${id}#1`, site: 'llm' });
    }
    expect(new Set(trials.map((t) => t.id)).size).toBe(5);
  });

  it('leave out requests that need not be served: those meet no fault', () => {
    expect(mixedTrials(faults, [messy('cut-off', 'rejected'), messy('bom', 'either')], budget)).toEqual([]);
  });

  it('leave out faults that wait, where there is no time for them', () => {
    const slow = [faulty('silence', true), faulty('cut')];
    const names = (waiting: boolean) =>
      mixedTrials(slow, [messy('emoji', 'served')], { ...budget, waiting }).map((t) => t.fault);
    expect(names(false)).toEqual(['cut']);
    expect(names(true).sort()).toEqual(['cut', 'silence']);
  });

  it('are the same for a seed, and others for another', () => {
    const ids = (seed: number) =>
      mixedTrials(faults, [messy('emoji', 'served'), messy('padded', 'served')], { ...budget, seed }).map((t) => t.id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });

  it('are of one operation', () => {
    const other: Trial = { ...messy('emoji', 'served'), operation: 'tell' };
    expect(mixedTrials(faults, [other], budget)).toEqual([]);
  });
});
