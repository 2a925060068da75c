import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/check/judge.ts';
import type { Observation, SeenTraffic } from '../../src/observation/observation.ts';
import { contract, response } from './observed.ts';
import { asItShould, requestOf, trafficked, type Went } from './trafficked.ts';

const promises = contract((text) =>
  text.replace(
    'downstream:',
    `  find:
    call: GET /find
    answers: { ok: { status: 200 } }
    budget: { deadline: 1s }
    uses: [sink]
downstream:`,
  ),
);

const verdictOf = (observation: Observation) => judge(promises, observation);
const saysOf = (check: string, observation: Observation) => verdictOf(observation).judgements[check]!;
const brokenBy = (observation: Observation) =>
  Object.entries(verdictOf(observation).judgements)
    .filter(([, { verdict }]) => verdict === 'broken')
    .map(([check]) => check);

/** As it should be, but for the requests that are due from one time on. */
const from =
  (time: number, went: Went, until = Number.POSITIVE_INFINITY) =>
  (due: number): Went =>
    due >= time && due < until ? went : asItShould(due);

describe('traffic that goes as it should', () => {
  it('breaks nothing', () => {
    expect(verdictOf(trafficked(asItShould))).toMatchObject({ verdict: 'holds' });
  });

  it('is judged the same from a journal', () => {
    const observed = trafficked(from(7000, { answer: 'degraded', calls: ['silence', 'silence'] }));
    expect(verdictOf(JSON.parse(JSON.stringify(observed)))).toEqual(verdictOf(observed));
  });

  it('is inconclusive where the outage struck nothing', () => {
    expect(verdictOf(trafficked(() => ({}), { seen: { struck: 0 } }))).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('down was never met'),
    });
  });

  it('is met by an outage whose connections were refused', () => {
    const spared = (due: number) => (due >= 1000 && due < 2000 ? ({ answer: 'degraded', calls: [] } as const) : {});
    expect(verdictOf(trafficked(spared, { seen: { struck: 0, refused: true } }))).toMatchObject({ verdict: 'holds' });
  });
});

describe('each request of the traffic', () => {
  it('is `ok` where nothing struck its own calls', () => {
    const observed = trafficked((due) => (due >= 1200 && due < 1400 ? { answer: 'degraded' } : asItShould(due)));
    expect(brokenBy(observed)).toEqual(['answers-as-expected']);
  });

  it('may be degraded without a call of the dependency that is out: a breaker is open', () => {
    expect(brokenBy(trafficked(from(1500, { answer: 'degraded', calls: [] }, 2000)))).toEqual([]);
  });

  it('is not `ok` where it got nothing usable', () => {
    expect(brokenBy(trafficked(from(1500, { calls: ['silence'] }, 2000)))).toEqual(['answers-as-expected']);
  });

  it('says nothing as the only one of many', () => {
    const observed = trafficked((due) => (due === 1200 ? { answer: 'degraded' } : asItShould(due)));
    expect(verdictOf(observed)).toMatchObject({ verdict: 'inconclusive', because: expect.stringContaining('only 1') });
  });

  it('is answered within its deadline', () => {
    const late = { answer: 'degraded', took: 1500, calls: ['silence'] } as const;
    expect(brokenBy(trafficked(from(1500, late, 2000)))).toEqual(['within-deadline']);
  });

  it('makes no more calls than its budget allows', () => {
    const many = { answer: 'degraded', calls: ['silence', 'silence', 'silence', 'silence'] } as const;
    expect(brokenBy(trafficked(from(1500, many, 2000)))).toEqual(['bounded-calls']);
  });

  it('is not judged by its calls where nobody knows them', () => {
    const observed = trafficked(from(1500, { calls: ['silence'] }, 2000), { traffic: { attribution: 'none' } });
    expect(saysOf('answers-as-expected', observed)).toMatchObject({ verdict: 'not applicable' });
  });

  it('is judged by its calls where it was sent alone', () => {
    const turns = Array.from({ length: 5 }, (_, i) => requestOf(1200 + i * 50, { calls: ['silence'] }));
    const observed = trafficked(asItShould, { traffic: { attribution: 'turns', turns } });
    expect(saysOf('answers-as-expected', observed)).toMatchObject({ verdict: 'broken' });
    const well = turns.map(({ due }) => requestOf(due, asItShould(due)));
    expect(brokenBy(trafficked(asItShould, { traffic: { attribution: 'turns', turns: well } }))).toEqual([]);
    expect(
      saysOf('answers-as-expected', trafficked(asItShould, { traffic: { attribution: 'turns', turns: well } })),
    ).toEqual({ verdict: 'holds' });
  });

  it('shows nothing of the inside', () => {
    const observed = trafficked(asItShould);
    const requests = observed.traffic!.requests.map((request) =>
      request.due === 3000
        ? {
            ...request,
            whole: {
              ...request.whole!,
              answer: response(503, 'canary-0123456789', { headers: [['retry-after', '1']] }),
            },
          }
        : request,
    );
    expect(brokenBy({ ...observed, traffic: { ...observed.traffic!, requests } })).toEqual(['no-leaked-internals']);
  });
});

describe('settles', () => {
  it('compares with what the same traffic caused before the outage, whatever a clean request causes', () => {
    const two = (due: number): Went =>
      due >= 1000 && due < 2500 ? asItShould(due) : { calls: [undefined, undefined] };
    expect(saysOf('settles', trafficked(two)).verdict).toBe('holds');
  });

  const collapsed = from(2000, { answer: 'degraded', took: 900, calls: ['silence', 'silence', 'silence'] });

  it('is broken where more is asked than before, though the outage is over', () => {
    expect(brokenBy(trafficked(collapsed))).toEqual(['settles']);
    expect(saysOf('settles', trafficked(collapsed))).toMatchObject({ told: expect.stringContaining('3.0 times') });
  });

  it('is broken where less comes of the same traffic', () => {
    expect(brokenBy(trafficked(from(2000, { answer: 'degraded' })))).toEqual(['settles']);
  });

  it('is broken where retries go on behind answers that are `ok`', () => {
    expect(brokenBy(trafficked(from(2000, { calls: [undefined, undefined] })))).toEqual(['settles']);
  });

  it('takes answers that are `ok` too late for none', () => {
    expect(brokenBy(trafficked(from(7000, { took: 1200 })))).toContain('settles');
  });

  it('sees calls by their time where it cannot tell whose they are', () => {
    const observed = trafficked(from(2000, { answer: 'degraded', calls: [] }));
    const calls = observed.traffic!.requests.flatMap(({ due }) =>
      [1, 2, 3].map((n) => ({ to: 'llm.chat', began: due + n, ended: due + n, end: 'complete' as const })),
    );
    const unknown = { ...observed, traffic: { ...observed.traffic!, attribution: 'none' as const, calls } };
    expect(brokenBy(unknown)).toEqual(['settles']);
  });

  it('gives the time to recover that is declared', () => {
    const slow = (due: number) => (due >= 2000 && due < 6900 ? collapsed(due) : asItShould(due));
    expect(brokenBy(trafficked(slow))).toEqual([]);
  });

  it.each([
    [1, 'holds'],
    [4, 'inconclusive'],
  ])('is not alarmed by %d of 30 requests', (count, verdict) => {
    const some = (due: number): Went =>
      due >= 7000 && due < 7000 + count * 50 ? { answer: 'degraded' } : asItShould(due);
    expect(saysOf('settles', trafficked(some)).verdict).toBe(verdict);
  });

  it('is not alarmed by a stray retry', () => {
    const stray = (due: number): Went => (due === 7500 ? { calls: ['silence', undefined] } : asItShould(due));
    expect(saysOf('settles', trafficked(stray)).verdict).toBe('holds');
  });

  it('says nothing with too little traffic to compare', () => {
    expect(saysOf('settles', trafficked(collapsed, { rate: 2 }))).toMatchObject({ verdict: 'inconclusive' });
  });

  it('says nothing of what was not well before', () => {
    const never = () => ({ answer: 'degraded' }) as const;
    expect(saysOf('settles', trafficked(never))).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('recovers, under traffic', () => {
  const givenUp = from(2000, { answer: 'degraded', calls: [] });

  it('is broken where a dependency is not asked any more', () => {
    expect(brokenBy(trafficked(givenUp))).toEqual(['recovers']);
  });

  it('is broken where nothing is `ok` even without traffic', () => {
    const observed = trafficked(givenUp, {
      observed: { aftermath: { waited: 5000, firstProbe: 'degraded', output: '' } },
    });
    expect(brokenBy(observed)).toEqual(['recovers']);
  });
});

describe('isolated', () => {
  const others = (went: (due: number) => Went) =>
    Array.from({ length: 80 }, (_, i) => requestOf(i * 100, { calls: [], ...went(i * 100) }, 'find'));
  const during = (went: Went) => (due: number) => (due >= 1000 && due < 2000 ? went : {});

  it('does not apply where every operation needs what is out', () => {
    expect(saysOf('isolated', trafficked(asItShould))).toMatchObject({ verdict: 'not applicable' });
  });

  it('holds where the others go on', () => {
    expect(saysOf('isolated', trafficked(asItShould, { beside: others(() => ({})) })).verdict).toBe('holds');
  });

  it.each<[string, Went]>([
    ['fail', { answer: 'undeclared 500' }],
    ['are late', { took: 1400 }],
    ['are not answered', { answer: 'no answer', took: 1400 }],
  ])('is broken where they %s', (_, went) => {
    expect(brokenBy(trafficked(asItShould, { beside: others(during(went)) }))).toEqual(['isolated']);
  });

  it('says nothing of one of them', () => {
    const one = (due: number): Went => (due === 1500 ? { answer: 'undeclared 500' } : {});
    expect(saysOf('isolated', trafficked(asItShould, { beside: others(one) })).verdict).toBe('inconclusive');
  });

  it('says nothing of those that were not well before', () => {
    const always = others(() => ({ answer: 'undeclared 500' }));
    expect(saysOf('isolated', trafficked(asItShould, { beside: always })).verdict).toBe('inconclusive');
  });
});

describe('sheds-load', () => {
  const limited = { outage: { shape: 'capacity' }, seen: { limits: true } };

  it('does not apply where a dependency is just down', () => {
    expect(saysOf('sheds-load', trafficked(asItShould)).verdict).toBe('not applicable');
  });

  it('holds where all is declared and in time', () => {
    expect(verdictOf(trafficked(asItShould, limited))).toMatchObject({ verdict: 'holds' });
    expect(saysOf('sheds-load', trafficked(asItShould, limited)).verdict).toBe('holds');
  });

  it.each<[string, Went]>([
    ['something undeclared is said', { answer: 'undeclared 500', calls: ['rate-limited'] }],
    ['answers are late', { answer: 'degraded', took: 1500, calls: ['rate-limited'] }],
    ['there are none', { answer: 'no answer', took: 1500, calls: ['rate-limited'] }],
  ])('alone is broken where %s', (_, went) => {
    expect(brokenBy(trafficked(from(1500, went, 2000), limited))).toEqual(['sheds-load']);
  });
});

describe('releases', () => {
  const left = (before: number, middle: number, end: number, after: number, later: number) => ({
    begin: 20,
    before,
    middle,
    end,
    after,
    later,
  });
  const connections = (after: number) => ({
    traffic: { connections: { llm: { before: 2, during: 30, after } } },
  });

  it('holds where as many are open as were needed at once', () => {
    // Answers of 300 ms at 20 a second: 7 at once.
    expect(saysOf('releases', trafficked(asItShould, connections(9))).verdict).toBe('holds');
  });

  it('is broken where they pile up', () => {
    expect(brokenBy(trafficked(asItShould, connections(30)))).toEqual(['releases']);
  });

  it.each<[string, { readonly rate: number }, SeenTraffic['descriptors'], readonly string[]]>([
    ['each failed request leaves one', { rate: 40 }, left(22, 40, 65, 60, 60), ['releases']],
    ['they were only needed at once', { rate: 40 }, left(22, 40, 65, 30, 30), []],
    ['they are given back, if late', { rate: 40 }, left(22, 40, 65, 60, 50), []],
    ['a pool grew once', { rate: 40 }, left(22, 60, 62, 60, 60), []],
    ['something was opened when all was over', { rate: 40 }, left(22, 22, 24, 60, 60), []],
    ['a pool keeps what was needed at once', { rate: 20 }, left(21, 32, 40, 31, 31), []],
    ['few of many stay', { rate: 80 }, left(22, 60, 90, 51, 51), []],
  ])('of descriptors, where %s', (_, { rate }, descriptors, found) => {
    expect(brokenBy(trafficked(asItShould, { rate, traffic: { descriptors: descriptors! } }))).toEqual(found);
  });
});

describe('a machine without time', () => {
  it.each<[string, Observation]>([
    ['settles', trafficked(from(2000, { answer: 'degraded' }), { traffic: { heldUp: 0.5 } })],
    ['recovers', trafficked(from(2000, { answer: 'degraded', calls: [] }), { traffic: { heldUp: 0.5 } })],
    ['within-deadline', trafficked(from(7000, { took: 1200 }), { traffic: { heldUp: 0.5 } })],
  ])('is no finding of %s', (check, observed) => {
    expect(saysOf(check, observed)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('50 % of the time'),
    });
  });

  it('is none for the component either, whatever the harness had', () => {
    const observed = trafficked(from(7000, { took: 1200 }), { traffic: { starved: 0.5 } });
    expect(saysOf('within-deadline', observed)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('the component was kept from a CPU for 50 % of the time'),
    });
  });

  it('excuses no answer that was never declared', () => {
    const observed = trafficked(from(1500, { answer: 'undeclared 500' }, 2000), { traffic: { heldUp: 0.5 } });
    expect(brokenBy(observed)).toEqual(['answers-as-declared']);
  });
});
