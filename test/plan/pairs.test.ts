import { describe, expect, it } from '@jest/globals';
import { pairTrials, type Single } from '../../src/plan/pair-trials.ts';

const healthyCalls = { 'features.get': 1, 'llm.chat': 1, 'sink.add': 1 };

/** One fault at one dependency, and how it was taken. */
function single(
  site: string,
  fault: string,
  how: Partial<Single> & { waits?: boolean; recurs?: 'first' | 'every' } = {},
) {
  const { answer = 'degraded', calls = healthyCalls, waits = false, recurs = 'every' } = how;
  const [dependency = site] = site.split('.');
  const operation = { features: 'get', llm: 'chat', sink: 'add' }[dependency]!;
  const id = `ask/${site}/${fault}/${recurs}`;
  const scheduled = { dependency, operation, call: 1, recurs, fault, params: {} };
  const played = { id: `${id}#1`, operation: 'ask', seed: 1, input: { body: {} }, schedule: [scheduled] };
  const planned = { case: played, healthyCalls, waits };
  return { trial: { id, operation: 'ask', site, fault, cases: [planned] }, planned, answer, calls };
}

const options = { seed: 1, pairs: Number.POSITIVE_INFINITY, triples: 0 };
const ids = (singles: readonly Single[], more = {}) =>
  pairTrials(singles, { ...options, ...more }).trials.map((trial) => trial.id);

describe('faults of two dependencies in one request', () => {
  it('are put together, each with all of its schedule', () => {
    const { trials } = pairTrials([single('features', 'cut-body'), single('llm', 'silence', { waits: true })], options);
    expect(trials.map(({ id, site, fault }) => ({ id, site, fault }))).toEqual([
      { id: 'ask/features+llm/cut-body+silence/every+every', site: 'features+llm', fault: 'cut-body+silence' },
    ]);
    const [planned] = trials[0]!.cases;
    expect(planned!.case.schedule.map((s) => s.fault)).toEqual(['cut-body', 'silence']);
    expect(planned!.waits).toBe(true);
  });

  it('are one of each class: what is taken alike is tried once', () => {
    const twice = { calls: { ...healthyCalls, 'features.get': 2 } };
    const singles = [
      ...['cut-body', 'garbage-body', 'html-page'].map((fault) => single('features', fault)),
      single('features', 'server-error', twice),
      ...['cut-body', 'empty-reply'].map((fault) => single('llm', fault)),
    ];
    const { trials, explored } = pairTrials(singles, options);
    expect(explored).toEqual({ singles: 6, classes: 3, pairs: 2, chosen: { pairs: 2, outside: 1, triples: 0 } });
    const inside = [
      'ask/features+llm/server-error+cut-body/every+every',
      'ask/features+llm/cut-body+cut-body/every+every',
    ];
    expect(trials.map((trial) => trial.id)).toEqual([
      ...inside,
      expect.stringMatching(/garbage-body|html-page|empty-reply/),
    ]);
  });

  it('are none of the same dependency', () => {
    expect(ids([single('features', 'cut-body'), single('features', 'server-error', { answer: 'ok' })])).toEqual([]);
  });

  it('are none where one keeps the other from being met', () => {
    const ended = { answer: 'unavailable', calls: { 'features.get': 2 } };
    expect(ids([single('features', 'server-error', ended), single('llm', 'cut-body')])).toEqual([]);
  });

  it('begin with those that ask most of the component, and say how many are left out', () => {
    const mild = { answer: 'ok', recurs: 'first' } as const;
    const singles = [
      single('features', 'key-order', mild),
      single('features', 'silence', { waits: true }),
      single('llm', 'key-order', mild),
      single('llm', 'silence', { waits: true }),
    ];
    const { trials, omitted } = pairTrials(singles, { ...options, pairs: 1 });
    expect(trials[0]!.id).toBe('ask/features+llm/silence+silence/every+every');
    expect(omitted[0]!.what).toBe('3 of 4 pairs of faults');
  });

  it('become three where that is wanted', () => {
    const singles = ['features', 'llm', 'sink'].map((site) => single(site, 'cut-body'));
    expect(ids(singles)).toHaveLength(3);
    expect(ids(singles, { triples: 5 })).toContain(
      'ask/features+llm+sink/cut-body+cut-body+cut-body/every+every+every',
    );
  });

  it('are the same for the same seed, and others for another one', () => {
    const singles = ['features', 'llm'].flatMap((site) =>
      Array.from({ length: 9 }, (_, i) => single(site, `fault-${i}`, { answer: `answer-${i}` })),
    );
    expect(ids(singles, { pairs: 5 })).toEqual(ids(singles, { pairs: 5 }));
    expect(ids(singles, { pairs: 5, seed: 2 })).not.toEqual(ids(singles, { pairs: 5 }));
  });
});
