import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { latencyTrials } from '../../src/plan/latency-trials.ts';
import { boundsOf, type Profile } from '../../src/plan/profile.ts';
import type { Omission } from '../../src/plan/trial.ts';
import { contract } from '../check/observed.ts';

const withBudget = (latency: string, change: (text: string) => string = (t) => t): Contract =>
  contract((text) =>
    change(text)
      .replace('budget: {', `budget: { latency: ${latency},`)
      .replace(
        'call: POST /ask\n',
        'call: POST /ask\n    accepts: { body: { type: object, properties: { text: { type: string } } }, examples: [{ text: hello }] }\n',
      ),
  );

function planned(of: Contract, profile: Profile = 'standard', wanted: (id: string) => boolean = () => true) {
  const omitted: Omission[] = [];
  const seen = {
    operation: 'ask',
    inputs: [{ input: { body: { text: 'hello' } }, calls: { 'llm.chat': 1, 'sink.add': 1 } }],
  };
  const trials = latencyTrials(of, [seen], { seed: 1, latency: boundsOf(profile).latency, wanted }, omitted);
  const paced = (wantedId: string) => trials.find(({ id }) => id === wantedId)!.cases[0]!.case.traffic!.paced!;
  return { trials, omitted, paced };
}

const both = withBudget('{ p50: 50ms, p95: 100ms }', (text) =>
  text.replace('on-failure: unavailable', 'latency: { p50: 10ms, p99: 30ms }\n    on-failure: unavailable'),
);

describe('trials about latency', () => {
  it('are none where no latency is promised', () => {
    expect(planned(contract()).trials).toEqual([]);
  });

  it('are the budget alone and among messy requests, and the deadline with each dependency at its slow end', () => {
    expect(planned(both).trials.map(({ id }) => id)).toEqual([
      'ask/none/declared-latency/latency',
      'ask/none/messy-mix/latency',
      'ask/llm+sink/slow-but-legal/latency',
      'ask/llm/slow-but-legal/latency',
      'ask/sink/slow-but-legal/latency',
    ]);
  });

  it('are fewer in a quick run', () => {
    expect(planned(both, 'quick').trials.map(({ id }) => id)).toEqual([
      'ask/none/declared-latency/latency',
      'ask/llm+sink/slow-but-legal/latency',
    ]);
  });

  it('have every dependency at its declared latency, and the slow ones always at their p99', () => {
    const { paced } = planned(both);
    const [llm, sink] = [{ p99: 200 }, { p50: 10, p99: 30 }];
    expect(paced('ask/none/declared-latency/latency')).toMatchObject({
      paces: { llm, sink },
      percentiles: ['p50', 'p95'],
      gates: 4,
      looks: [88, 264, 528],
    });
    expect(paced('ask/sink/slow-but-legal/latency')).toMatchObject({
      paces: { llm, sink: { always: 30 } },
      percentiles: [],
      looks: [20],
    });
    expect(paced('ask/llm+sink/slow-but-legal/latency').paces).toEqual({ llm: { always: 200 }, sink: { always: 30 } });
  });

  it('send messy requests that must be served, and say so where there are none', () => {
    const kinds = planned(both)
      .paced('ask/none/messy-mix/latency')!
      .messy!.map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(5);
    expect(new Set(kinds).size).toBe(kinds.length);
    const { trials, omitted } = planned(
      contract((text) => text.replace('budget: {', 'budget: { latency: { p95: 90ms },')),
    );
    expect(trials.map(({ fault }) => fault)).not.toContain('messy-mix');
    expect(omitted).toContainEqual({ what: 'ask/none/messy-mix/latency', because: 'no messy request must be served' });
  });

  it('leave out what takes longer than the profile has, and tell how long', () => {
    const { omitted, paced } = planned(withBudget('{ p50: 50ms, p95: 90ms, p99: 100ms }'), 'quick');
    expect(paced('ask/none/declared-latency/latency').percentiles).toEqual(['p50', 'p95']);
    expect(omitted).toContainEqual({
      what: 'ask: budget.latency.p99',
      because: 'p99 needs 299 samples: 10 s at 30/s: more than this profile takes',
    });
    const standard = planned(withBudget('{ p99: 100ms }')).paced('ask/none/declared-latency/latency');
    expect(standard).toMatchObject({ percentiles: ['p99'], looks: [329] });
  });

  it('say which dependency has no slow end', () => {
    expect(planned(withBudget('{ p95: 90ms }')).omitted).toContainEqual({
      what: 'ask/sink/slow-but-legal/latency',
      because: 'it declares no p99',
    });
  });

  it('come at the rate that the contract declares', () => {
    const fast = planned(withBudget('{ p95: 90ms }, rate: 100/s')).trials[0]!.cases[0]!.case.traffic!;
    expect(fast.rate).toBe(100);
  });
});
