import { describe, expect, it } from '@jest/globals';
import type { Case } from '../../src/observation/observation.ts';
import { messTrials } from '../../src/plan/mess-trials.ts';
import { shrinkCase } from '../../src/run/shrink.ts';
import { contract } from '../check/observed.ts';

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string' }, more: { type: 'string' } } };
const of = (() => {
  const whole = contract();
  const ask = whole.upstream.ask!;
  return { ...whole, upstream: { ask: { ...ask, accepts: { ...ask.accepts, body: text } } } };
})();
const long = { body: { text: 'a long story about a parcel that never came', more: 'and more' } };
const trials = messTrials(of, { operation: 'ask', inputs: [{ input: long, calls: {} }] }, { seed: 1, places: 1 }, []);
const messy = trials.find((t) => t.fault === 'emoji-in-text')!.cases[0]!.case;
const strike = {
  dependency: 'llm',
  operation: 'chat',
  call: 1,
  recurs: 'every' as const,
  fault: 'server-error',
  params: { status: 504 },
};
const both: Case = { ...messy, schedule: [strike] };

async function shrunk(fails: (played: Case) => boolean, stop = () => false, from = both) {
  const played: Case[] = [];
  const found = await shrinkCase(
    of,
    from,
    async (candidate) => {
      played.push(candidate);
      return fails(candidate);
    },
    stop,
  );
  return { ...found, played };
}

describe('a messy request under a fault shrinks', () => {
  it('to the fault alone, where the request does not matter', async () => {
    const { case: found, steps, played } = await shrunk(({ schedule }) => schedule.length > 0);
    expect(found.mess).toBeUndefined();
    expect(found.schedule).toHaveLength(1);
    expect(found.schedule[0]!.recurs).toBe('first');
    expect(steps).toBe(played.length);
  });

  it('to the smallest request alone, where the fault does not matter', async () => {
    const { case: found } = await shrunk(({ mess }) => mess !== undefined);
    expect(found.schedule).toEqual([]);
    expect(found.mess?.kind).toBe(messy.mess!.kind);
    expect(found.input.body).toEqual({ text: '' });
  });

  it('to both, each as small as it goes, where it takes both', async () => {
    const { case: found } = await shrunk(({ mess, schedule }) => mess !== undefined && schedule.length > 0);
    expect(found.mess?.kind).toBe(messy.mess!.kind);
    expect(found.input.body).toEqual({ text: '' });
    expect(found.schedule[0]!.recurs).toBe('first');
  });

  it('not at all when there is no time, and the case is reported as it is', async () => {
    const { case: found, played } = await shrunk(
      () => true,
      () => true,
    );
    expect(found).toEqual(both);
    expect(played).toEqual([]);
  });
});

describe('a clean request under a fault shrinks', () => {
  const { mess: _, ...clean } = both;

  it('to the mildest fault and the simplest request', async () => {
    const { case: found, steps, played } = await shrunk(() => true, undefined, clean);
    expect(found.input.body).toEqual({ text: '' });
    expect(found.schedule[0]!.recurs).toBe('first');
    expect(steps).toBe(played.length);
  });

  it('to the request that it takes, the same one whatever it was found with', async () => {
    const needs = ({ input }: Case) => (input.body as { text: string }).text.length > 4;
    const bodies = ['a long story about a parcel', 'ÄÖÜ 😀😀😀 !', '     x'].map((text) => ({
      text,
      more: 'and more',
    }));
    const ends = await Promise.all(bodies.map((body) => shrunk(needs, undefined, { ...clean, input: { body } })));
    expect(ends.map((end) => end.case.input.body)).toEqual(bodies.map(() => ({ text: 'aaaaa' })));
  });
});

describe('several faults in one request shrink', () => {
  const { mess: _, ...clean } = both;
  const other = {
    ...strike,
    dependency: 'sink',
    operation: 'add',
    fault: 'cut-body',
    params: { after: 40, length: 'full' },
  };
  const struck: Case = { ...clean, schedule: [strike, other] };
  const struckAt = ({ schedule }: Case) => schedule.map((scheduled) => scheduled.dependency);

  it('to the one that it takes', async () => {
    const { case: found } = await shrunk((played) => struckAt(played).includes('sink'), undefined, struck);
    expect(struckAt(found)).toEqual(['sink']);
  });

  it('to both where it takes both, each made milder', async () => {
    const { case: found } = await shrunk((played) => struckAt(played).length === 2, undefined, struck);
    expect(struckAt(found)).toEqual(['llm', 'sink']);
    expect(found.schedule.map((scheduled) => scheduled.recurs)).toEqual(['first', 'first']);
  });
});

describe('traffic shrinks', () => {
  const outage = (dependency: string) => ({ dependency, shape: 'down', shapeParams: {}, fault: 'silence' });
  const beside = [{ operation: 'find', rate: 10, input: {}, healthyCalls: {} }];
  const traffic = {
    rate: 30,
    before: 1000,
    during: 1500,
    after: 6000,
    outages: [outage('llm'), outage('sink')],
    beside,
  };
  const { mess: _, ...clean } = messy;
  const busy: Case = { ...clean, traffic };

  it('to the outage that it takes, as short and with as few requests as it goes', async () => {
    const { case: found, played } = await shrunk(
      (played) => played.traffic!.outages.some(({ dependency }) => dependency === 'sink') && played.traffic!.rate >= 15,
      undefined,
      busy,
    );
    const { beside: gone, ...rest } = found.traffic!;
    expect(gone).toBeUndefined();
    expect(rest).toEqual({ ...rest, outages: [outage('sink')], before: 1000 });
    expect(rest.after).toBeLessThan(6000);
    expect(played.length).toBeLessThanOrEqual(8);
  });

  it('as far as it takes everything, not at all', async () => {
    const { case: found, steps } = await shrunk(() => false, undefined, busy);
    expect(found).toEqual(busy);
    expect(steps).toBe(6);
  });

  it('until it is stopped, to the least that was found by then', async () => {
    let plays = 0;
    const stop = () => plays === 2;
    const { case: found, steps } = await shrunk(() => ++plays > 0, stop, busy);
    expect(steps).toBe(2);
    expect(found.traffic!.outages).toEqual([outage('llm')]);
    expect(found.traffic!.beside).toBeUndefined();
  });
});
