import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/check/judge.ts';
import { latencyFigures } from '../../src/latency/figures.ts';
import type { Observation, SeenRequest } from '../../src/observation/observation.ts';
import type { Paced } from '../../src/observation/traffic.ts';
import { latencyCells, latencyText, pacedTitle, slowText } from '../../src/report/latency.ts';
import { tellingOnly } from '../../src/run/telling.ts';
import { contract } from './observed.ts';
import { asItShould, requestOf, trafficked } from './trafficked.ts';

const promises = contract((text) => text.replace('budget: {', 'budget: { latency: { p95: 60ms },'));

const percentile: Paced = { paces: { llm: { p99: 200 } }, percentiles: ['p95'], gates: 1, warmUp: 2, looks: [90] };
const deadline: Paced = {
  paces: { llm: { always: 200 }, sink: { always: 90 } },
  percentiles: [],
  gates: 0,
  warmUp: 2,
  looks: [20],
};
const own = { samples: 100, p50: 1, p99: 3 };

/** A request of so many milliseconds of its own, after calls one after the other of these. */
function timed(place: number, added: number, calls: readonly number[] = [100], lag = 0): SeenRequest {
  const due = place * 33;
  const ends = calls.map((_, i) => 5 + calls.slice(0, i + 1).reduce((sum, ms) => sum + ms, 0));
  return {
    ...requestOf(due, { took: added + ends.at(-1)! - 5, lag }),
    calls: calls.map((ms, i) => ({
      to: i === 0 ? 'llm.chat' : 'sink.add',
      began: due + ends[i]! - ms,
      ended: due + ends[i]!,
      end: 'complete',
    })),
  };
}

function paced(
  plan: Paced,
  requests: readonly SeenRequest[],
  change: Partial<Observation['traffic']> = {},
): Observation {
  const base = trafficked(asItShould);
  return {
    ...base,
    case: { ...base.case, traffic: { rate: 30, before: 0, during: 3000, after: 0, outages: [], paced: plan } },
    traffic: {
      ...base.traffic!,
      outages: [],
      requests,
      exactness: { own, beyond: { samples: 90, p50: 0.4, p99: 1.6 } },
      ...change,
    },
  };
}

const many = (request: (place: number) => SeenRequest, count = 92) =>
  Array.from({ length: count }, (_, i) => request(i));
const says = (observation: Observation) => judge(promises, observation).judgements['within-latency']!;
const broken = (observation: Observation) =>
  Object.entries(judge(promises, observation).judgements)
    .filter(([, { verdict }]) => verdict === 'broken')
    .map(([check]) => check);

describe('within-latency', () => {
  it('holds where what the component adds is within, however long its dependencies take', () => {
    const observed = paced(
      percentile,
      many((place) => timed(place, 20 + ((place * 37) % 11), [300])),
    );
    expect(judge(promises, observed)).toMatchObject({ verdict: 'holds' });
    expect(says(observed)).toEqual({ verdict: 'holds' });
  });

  it('is broken where it is not, and alone says so', () => {
    const observed = paced(
      percentile,
      many((place) => timed(place, place % 5 === 0 ? 300 + place : 20)),
    );
    expect(broken(observed)).toEqual(['within-latency']);
    expect(says(observed)).toMatchObject({
      told: expect.stringMatching(
        /^The component itself takes longer than its budget: p95 is above \d+ ms \(\d+ ms in 90 requests\), without what its dependencies take\. The slowest took 490 ms: 390 ms its own, `llm` 100 ms\.$/,
      ),
      cites: '/upstream/ask/budget/latency/p95',
      expected: 'p95 of what it adds within 60ms',
    });
  });

  it('is inconclusive where the harness was held up for too many of them', () => {
    const slow = many((place) => timed(place, 300, [100], place % 3 === 0 ? 40 : 0));
    expect(says(paced(percentile, slow))).toMatchObject({ because: expect.stringMatching(/held up in \d+ of 90/) });
    expect(
      says(
        paced(
          percentile,
          many((place) => timed(place, 300)),
          { heldUp: 0.5 },
        ),
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
    });
  });

  it('says nothing of a percentile that has no budget any more', () => {
    const observed = paced(
      percentile,
      many((place) => timed(place, 300)),
    );
    expect(judge(contract(), observed).judgements['within-latency']).toMatchObject({
      because: 'the contract has no such budget any more',
    });
  });

  it('refuses a budget that is too small for the harness', () => {
    const slow = { own: { ...own, p99: 21 }, beyond: { samples: 0, p50: 0, p99: 0 } };
    expect(
      says(
        paced(
          percentile,
          many((place) => timed(place, 300)),
          { exactness: slow },
        ),
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('p95 of 60ms cannot be judged here'),
    });
  });

  it('wants the deadline kept while dependencies are slow, and tells what is called one after the other', () => {
    const late = paced(
      deadline,
      many((place) => timed(place, 20, [600, 500]), 22),
    );
    expect(broken(late)).toEqual(['within-latency']);
    expect(says(late)).toMatchObject({
      told: 'With `llm` (200ms) and `sink` (90ms) as slow as allowed, 20 of 20 requests were answered too late: the last of them after 1120 ms. It calls one after the other: `llm` 600 ms, then `sink` 500 ms, 1100 ms together.',
      cites: '/upstream/ask/budget/deadline',
    });
    expect(
      says(
        paced(
          deadline,
          many((place) => timed(place, 20, [300, 500]), 22),
        ),
      ),
    ).toEqual({ verdict: 'holds' });
  });

  it('says nothing of a single late request, nor of those that the harness held up', () => {
    const one = many((place) => timed(place, 20, [place === 9 ? 1200 : 300]), 22);
    expect(says(paced(deadline, one))).toMatchObject({ because: 'one of 20 requests was answered too late' });
    const spoiled = many((place) => timed(place, 1200, [100], place % 2 === 0 ? 300 : 0), 22);
    expect(says(paced(deadline, spoiled))).toMatchObject({ because: expect.stringContaining('held up in 10 of 20') });
  });

  it('says nothing of other cases, nor do the checks of outages of these', () => {
    expect(says(trafficked(asItShould))).toMatchObject({ because: 'dependencies kept no pace' });
    const { judgements } = judge(
      promises,
      paced(
        percentile,
        many((place) => timed(place, 20)),
      ),
    );
    for (const check of ['recovers', 'settles', 'isolated', 'sheds-load', 'releases'])
      expect(judgements[check]).toMatchObject({ verdict: 'not applicable' });
  });

  it('is judged the same from a journal, with the slowest requests whole', () => {
    const observed = paced(
      percentile,
      many((place) => timed(place, place === 40 ? 900 : 20 + place)),
    );
    const kept = tellingOnly(promises, observed);
    const whole = kept.traffic!.requests.filter((request) => request.whole);
    expect(whole.map(({ due }) => due)).toContain(40 * 33);
    expect(whole.length).toBeLessThan(10);
    expect(judge(promises, JSON.parse(JSON.stringify(kept)))).toEqual(judge(promises, observed));
  });
});

describe('latency in a report', () => {
  const observed = paced(
    percentile,
    many((place) => timed(place, place % 5 === 0 ? 300 : 20)),
  );
  const figures = latencyFigures(promises, observed)!;

  it('tells what was judged, and how exact that is', () => {
    expect(latencyText(figures)).toBe(
      '90 requests at 30/s · p95 300 ms (above 300 ms) of 60ms: over · in all p50 120 ms, p99 400 ms · the harness itself takes 1.0 ms, p99 3.0 ms; replies came 1.6 ms later than meant at p99',
    );
    expect(latencyCells(figures)).toEqual(['p95 >300/60', '20, 300, 300', '400']);
  });

  it('tells where the time of the slowest requests went', () => {
    expect(figures.slowest).toHaveLength(3);
    expect(slowText(figures.slowest[0]!)).toBe('400 ms: 300 ms its own · llm 5–105');
  });

  it('names the case', () => {
    expect(pacedTitle(observed.case)).toBe('declared-latency');
    expect(pacedTitle(paced({ ...percentile, messy: [] }, []).case)).toBe('declared-latency, among messy requests');
    expect(pacedTitle(paced(deadline, []).case)).toBe('llm + sink · slow-but-legal');
    expect(pacedTitle(trafficked(asItShould).case)).toBeUndefined();
    expect(latencyFigures(promises, trafficked(asItShould))).toBeUndefined();
  });
});
