import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { join } from '../../src/run/join.ts';
import type { Finding, RunResult, Stop, TrialResult } from '../../src/run/result.ts';
import { grouped } from '../../src/run/shards-fit.ts';

const contract = { file: 'a.contract.yaml', project: '/a', waivers: [], upstream: {} } as unknown as Contract;

function trial(id: string, verdict: TrialResult['verdict'] = 'holds'): TrialResult {
  return { id, verdict, cases: 1, took: 5, broken: [] };
}

const finding = (id: string, failed: number, ...trials: string[]) =>
  ({ id, name: `${trials[0]}/check`, trials, confirmed: { failed, played: 3 } }) as unknown as Finding;

/** A shard of two with trials at these places in the plan. */
function shard(index: number, places: Readonly<Record<string, number>>, change: Partial<RunResult> = {}): RunResult {
  return {
    contract,
    seed: 1,
    profile: 'quick',
    verdict: 'holds',
    trials: Object.keys(places).map((id) => trial(id)),
    findings: [],
    omitted: [],
    uncalled: [],
    remembered: [],
    waivers: [],
    coverage: { planned: Object.keys(places).length, met: 1, answers: { 'ask.ok': 2, 'ask.degraded': 0 } },
    costs: [],
    timing: { began: 1000 * index, took: 10 * index, rigs: 2, cases: 3, added: 0.5 },
    shard: { index, total: 2, division: { trials: 4, timed: 0, print: 'same' }, order: Object.values(places) },
    ...change,
  };
}

const first = (change: Partial<RunResult> = {}) => shard(1, { 'ask/a': 0, 'ask/d': 3 }, change);
const second = (change: Partial<RunResult> = {}) => shard(2, { 'ask/b': 1, 'ask/c': 2 }, change);
const stopped = (why: Stop['why']) => ({ stopped: { why, detail: 'Because.' } });

describe('the shards of a run, joined', () => {
  it('are one run, with its trials in the order of the plan, in whatever order the shards come', () => {
    const whole = join([second(), first()]);
    expect(whole.trials.map(({ id }) => id)).toEqual(['ask/a', 'ask/b', 'ask/c', 'ask/d']);
    expect(whole).toMatchObject({ verdict: 'holds', coverage: { planned: 4, met: 2, answers: { 'ask.ok': 4 } } });
    expect(whole.timing).toEqual({ began: 1000, took: 20, rigs: 4, cases: 6, added: 0.5 });
    expect(whole.shard).toBeUndefined();
    expect(whole.stopped).toBeUndefined();
    expect(whole).toEqual(join([first(), second()]));
  });

  it('have one finding for one cause: the surest case, the trials of both', () => {
    const whole = join([
      first({ findings: [finding('aaa', 3, 'ask/d'), finding('bbb', 1, 'ask/a')] }),
      second({ findings: [finding('bbb', 3, 'ask/b', 'ask/c')] }),
    ]);
    expect(whole.findings.map(({ id, trials, name }) => [id, trials, name])).toEqual([
      ['bbb', ['ask/a', 'ask/b', 'ask/c'], 'ask/b/check'],
      ['aaa', ['ask/d'], 'ask/d/check'],
    ]);
    expect(whole.verdict).toBe('broken');
  });

  it('know the costs of failures in one by the healthy request in the other', () => {
    const costly = { ...trial('ask/llm'), costs: [{ dependency: 'llm', calls: 3, tokens: 0 }] };
    const healthy = { ...trial('ask/none'), costs: [{ calls: 1, tokens: 0 }] };
    const whole = join([shard(1, { x: 1 }, { trials: [costly] }), shard(2, { y: 0 }, { trials: [healthy] })]);
    expect(whole.costs).toMatchObject([{ dependency: 'llm', healthy: { calls: 1 }, calls: { spent: 3 } }]);
  });

  it('remember of an earlier finding what the shard says that played it', () => {
    const one = (now: 'not played' | 'fixed') => ({ remembered: [{ id: 'aaa', name: 'a', now }] });
    expect(join([first(one('not played')), second(one('fixed'))]).remembered).toMatchObject([{ now: 'fixed' }]);
    expect(join([first(one('fixed')), second(one('not played'))]).remembered).toMatchObject([{ now: 'fixed' }]);
  });

  it('tell of a waiver that it covers nothing only where all that it names was played', () => {
    const waivers = [{ finding: 'ask/llm/*/stays-up', because: 'known', owner: 'us', until: '2999-01-01' }];
    const waived = (places: Record<string, number>, index: number) =>
      shard(index, places, { contract: { ...contract, waivers } });
    const one = waived({ 'ask/llm/silence/every': 0 }, 1);
    const two = waived({ 'ask/llm/refused/every': 1 }, 2);
    expect(join([one, two]).waivers).toMatchObject([{ covers: 'nothing' }]);
    expect(join([one]).waivers).toMatchObject([{ covers: 'not tried' }]);
  });

  it('know of a baseline what is gone, what is there still, and what nobody can tell', () => {
    const told = (gone: string[], unclear: string[]) => {
      const named = (ids: string[]) => ids.map((id) => ({ id, name: id }));
      return { baseline: { file: 'b.json', known: 0, gone: named(gone), unclear: named(unclear) } };
    };
    const whole = join([
      first({ ...told(['aaa'], ['bbb', 'ccc']), findings: [{ ...finding('bbb', 3, 'ask/a'), known: true }] }),
      second(told([], ['aaa', 'bbb', 'ccc'])),
    ]);
    expect(whole.baseline).toMatchObject({ known: 1, gone: [{ id: 'aaa' }], unclear: [{ id: 'ccc' }] });
    expect(whole.verdict).toBe('holds');
  });

  it('are not green where one is missing, ended early, or was divided in another way', () => {
    const missing = join([second()]);
    expect(missing).toMatchObject({
      verdict: 'inconclusive',
      stopped: { why: 'not whole', detail: 'The report of shard 1 of 2 is missing.' },
    });
    const ended = join([first(stopped('out of time')), second()]);
    expect(ended).toMatchObject({ verdict: 'inconclusive', stopped: { detail: 'Shard 1 of 2: Because.' } });
    const other = { index: 2, total: 2, division: { trials: 4, timed: 1, print: 'other' }, order: [1, 2] };
    const differs = join([first(), second({ shard: other })]);
    expect(differs).toMatchObject({ verdict: 'inconclusive', stopped: { why: 'not whole' } });
    expect(differs.stopped!.detail).toContain('give all of them the same history');
  });

  it('end for the gravest of the reasons that they have', () => {
    expect(join([first(stopped('out of time')), second(stopped('not healthy'))]).stopped!.why).toBe('not healthy');
  });

  it('are green where one of them had nothing to do', () => {
    const empty = shard(2, {}, { ...stopped('empty shard'), verdict: 'inconclusive' });
    expect(join([first(), empty])).toMatchObject({ verdict: 'holds' });
  });

  it('say that faults of different shards were not put together', () => {
    const explored = { singles: 4, classes: 2, pairs: 1, chosen: { pairs: 1, outside: 0, triples: 0 } };
    const whole = join([first({ explored }), second({ explored })]);
    expect(whole.explored).toMatchObject({ singles: 8, chosen: { pairs: 2 } });
    expect(whole.omitted).toEqual([expect.objectContaining({ because: expect.stringContaining('within a shard') })]);
  });
});

describe('reports that are to be joined', () => {
  const reported = (...results: RunResult[]) => grouped(results.map((result, i) => ({ file: `${i}.json`, result })));
  const { shard: _, ...whole } = first();

  it('are sorted by their contract', () => {
    const other = { ...contract, file: 'b.contract.yaml' };
    const groups = reported(first(), { ...whole, contract: other }, second());
    expect(groups).toMatchObject([[{ file: '0.json' }, { file: '2.json' }], [{ file: '1.json' }]]);
  });

  it.each([
    ['the same shard twice', [first(), second(), first()], '0.json and 2.json are both shard 1 of 2'],
    ['two whole runs', [whole, whole], '0.json holds a whole run of a.contract.yaml'],
    ['a shard of a whole run', [first(), whole], '1.json holds a whole run of a.contract.yaml'],
    ['another seed', [first(), second({ seed: 2 })], '0.json and 1.json are no shards of one run: the seed'],
    ['another profile', [first(), second({ profile: 'thorough' })], 'the profile of a.contract.yaml differs'],
    [
      'another contract',
      [first(), second({ contract: { ...contract, upstream: { ask: {} } } as unknown as Contract })],
      'the contract of a.contract.yaml differs',
    ],
    ['of so many', [first(), second({ shard: { index: 2, total: 3, order: [] } })], 'the number of shards'],
  ])('are told off for %s', (_, results, complaint) => {
    expect(reported(...results)).toEqual(expect.stringContaining(complaint));
  });

  it('may come from folders of another name', () => {
    expect(reported(first(), second({ contract: { ...contract, project: '/b' } }))).toHaveLength(1);
  });
});
