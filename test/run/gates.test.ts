import { describe, expect, it } from '@jest/globals';
import type { Contract, Waiver } from '../../src/contract/contract.ts';
import type { Trial } from '../../src/plan/trial.ts';
import { type Baseline, comparedWith, isKnown } from '../../src/run/baseline.ts';
import { isOpen } from '../../src/run/open.ts';
import type { Finding, TrialResult } from '../../src/run/result.ts';
import { waiverUses } from '../../src/run/waiver-uses.ts';

const contract = { component: { name: 'triage' } } as Contract;
const finding = (id: string, more: Partial<Finding> = {}) =>
  ({ id, name: `classify/llm/silence/${id}`, ...more }) as Finding;
const played = (...ids: string[]) => ids.map((id) => ({ id, verdict: 'holds' }) as TrialResult);

const baseline = (...findings: [id: string, trials: string[], waived?: true][]): Baseline => ({
  file: 'base.json',
  findings: new Map([
    ['triage', findings.map(([id, trials, waived = false]) => ({ id, name: `name-${id}`, trials, waived }))],
  ]),
});

describe('a baseline', () => {
  it('knows a finding by its component and its id, and forgets what only a waiver covered', () => {
    const base = baseline(['aaa', ['t']], ['bbb', ['t'], true]);
    expect(['aaa', 'bbb', 'ccc'].map((id) => isKnown(base, contract, { id }))).toEqual([true, false, false]);
    expect(isKnown(base, { component: { name: 'other' } } as Contract, { id: 'aaa' })).toBe(false);
  });

  it.each<[string, string[], TrialResult[], 'gone' | 'unclear']>([
    ['all of its trials were played', ['a/first', 'a/every'], played('a/first', 'a/every'), 'gone'],
    ['one of them was not', ['a/first', 'a/every'], played('a/first'), 'unclear'],
    [
      'one of them came to nothing',
      ['a/first'],
      [{ id: 'a/first', verdict: 'inconclusive' } as TrialResult],
      'unclear',
    ],
    [
      'only trials that differ from run to run are missing',
      ['a/first', 'a/first/with-null-member', 'a/b/kept-123', 'a/x+y'],
      played('a/first'),
      'gone',
    ],
    ['it has no other trials than those', ['a/first/with-null-member'], played('a/first'), 'unclear'],
  ])('says what became of a finding where %s', (_, trials, results, now) => {
    const compared = comparedWith(
      baseline(['aaa', trials], ['bbb', ['t']]),
      contract,
      [finding('bbb', { known: true })],
      results,
    );
    const told = [{ id: 'aaa', name: 'name-aaa' }];
    expect(compared).toEqual({ file: 'base.json', known: 1, gone: [], unclear: [], [now]: told });
  });

  it('says that it has no run of a contract', () => {
    const other = { component: { name: 'other' } } as Contract;
    expect(comparedWith(baseline(), other, [], []).unknown).toBe(true);
  });
});

const waiver = (pattern: string, more: Partial<Waiver> = {}): Waiver => ({
  finding: pattern,
  because: 'b',
  owner: 'o',
  until: '2099-01-01',
  ...more,
});

describe('a waiver', () => {
  it('covers a finding until it has expired', () => {
    expect(
      [{}, { waiver: waiver('x') }, { waiver: waiver('x', { expired: true }) }, { known: true as const }].map(isOpen),
    ).toEqual([true, false, true, false]);
  });

  const trials = ['silence', 'refused'].map(
    (fault) => ({ id: `classify/llm/${fault}/first`, operation: 'classify', site: 'llm', fault }) as Trial,
  );
  const all = played(...trials.map(({ id }) => id));
  it.each<[pattern: string, covers: string, results: TrialResult[], findings: Finding[]]>([
    [
      'classify/llm/silence/*',
      'findings',
      all,
      [finding('within-deadline', { waiver: waiver('classify/llm/silence/*') })],
    ],
    ['classify/llm/silence/*', 'nothing', all, []],
    ['classify/llm/*/stays-up', 'nothing', all, []],
    ['classify/**/stays-up', 'nothing', all, []],
    ['classify/llm/silence/*', 'not tried', all.slice(1), []],
    ['classify/llm/*/stays-up', 'not tried', all.slice(1), []],
    ['classify/crm/*/*', 'not tried', all, []],
    // Of two that name the same finding, the second one is not idle.
    ['**', 'findings', all, [finding('within-deadline', { waiver: waiver('classify/llm/silence/*') })]],
  ])('for %s covers %s', (pattern, covers, results, findings) => {
    const [use] = waiverUses({ waivers: [waiver(pattern)] } as unknown as Contract, findings, trials, results);
    expect(use!.covers).toBe(covers);
  });
});
