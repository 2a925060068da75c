import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toBody } from '../../src/observation/body.ts';
import type { Case } from '../../src/observation/observation.ts';
import { allFaults } from '../../src/protocol/index.ts';
import { shrinkCase } from '../../src/run/shrink.ts';
import { contract } from '../check/observed.ts';
import { corners, distinct, drawn } from './params.ts';
import { sites } from './sites.ts';
import { siteOf } from './stage.ts';

// The law: whoever looks for a smaller failure is led to milder faults. A report that shows a harsher fault than is
// needed sends its reader to the wrong place.

const site = siteOf(sites[0]!);
const params = allFaults.flatMap(({ fault }) =>
  Object.entries(fault.params).map(([name, param]) => ({ fault, name, param, title: `${fault.name} ${name}` })),
);

/** What is tried, in this order, where `fails` fails. */
function tried<T>(arbitrary: fc.Arbitrary<T>, from: T, fails: (value: T) => boolean): T[] {
  const failing: T[] = [];
  const property = fc.property(arbitrary, (value) => {
    if (fails(value)) failing.push(value);
    return !fails(value);
  });
  fc.check(property, { examples: [[from]], numRuns: 1 });
  return failing;
}

describe('a fault shrinks towards milder', () => {
  it.each(params)(
    '$title: from every value in steps that never hurt more, to the mildest',
    ({ fault, name, param }) => {
      const values = distinct([...corners(fault, site), ...drawn(fault, 20)]).map((v) => v[name]!);
      const all = tried(param.arbitrary, values[0]!, () => true);
      const mildest = param.severity(all.at(-1)!);
      for (const value of values) {
        expect(param.severity(value)).toBeGreaterThanOrEqual(mildest);
        const hurts = tried(param.arbitrary, value, () => true).map((v) => param.severity(v));
        expect(hurts).toEqual([...hurts].sort((a, b) => b - a));
        expect(hurts.at(-1)).toBe(mildest);
      }
    },
  );

  it.each(params)('$title: not further than it still fails', ({ fault, name, param }) => {
    const values = distinct([...corners(fault, site), ...drawn(fault, 20)]).map((v) => v[name]!);
    const worst = values.reduce((a, b) => (param.severity(b) > param.severity(a) ? b : a));
    const limit = Math.ceil(param.severity(worst) / 2);
    const found = tried(param.arbitrary, worst, (v) => param.severity(v) >= limit).at(-1)!;
    expect(param.severity(found)).toBeGreaterThanOrEqual(limit);
    for (const { value } of param.arbitrary.shrink(found, undefined)) expect(param.severity(value)).toBeLessThan(limit);
  });
});

describe('a case shrinks towards milder', () => {
  const struck = (recurs: 'first' | 'every', after: number): Case => ({
    id: 'ask/dep/reset-inside-reply/every#1',
    operation: 'ask',
    seed: 3,
    input: { path: {}, query: {}, headers: {} },
    schedule: [{ dependency: 'dep', operation: 'op', call: 1, recurs, fault: 'reset-inside-reply', params: { after } }],
  });
  const shrunk = async (fails: (candidate: Case) => boolean) => {
    const played: Case[] = [];
    const { case: smallest } = await shrinkCase(
      contract(),
      struck('every', 1),
      async (candidate) => {
        played.push(candidate);
        return fails(candidate);
      },
      () => false,
    );
    return { played, smallest };
  };

  it('to one strike, with the most of the reply', async () => {
    const { smallest } = await shrunk(() => true);
    expect(smallest.schedule).toEqual(struck('first', 99).schedule);
  });

  it('and stays where it was when nothing milder fails', async () => {
    const { smallest, played } = await shrunk(() => false);
    expect(smallest).toEqual(struck('every', 1));
    expect(played.length).toBeGreaterThan(0);
  });

  it('to no case that does not fail', async () => {
    const { smallest } = await shrunk(({ schedule: [s] }) => s!.recurs === 'every');
    expect(smallest.schedule).toEqual(struck('every', 99).schedule);
  });
});

describe('a messy case shrinks towards small', () => {
  const messy = contract((t) =>
    t.replace(
      'call: POST /ask',
      `call: POST /ask
    accepts: { body: { type: object, required: [text], properties: { text: { type: string, minLength: 1 }, note: { type: string }, tags: { type: array, items: { type: string } } } } }`,
    ),
  );
  const input = { body: { text: 'where is my parcel?', note: 'urgent', tags: ['a', 'b', 'c', 'd'] } };
  const failing: Case = {
    id: 'ask/input/null-member#1',
    operation: 'ask',
    seed: 1,
    input,
    mess: {
      kind: 'null-member',
      pointer: '/body/text',
      was: '',
      became: 'null',
      owes: 'rejected',
      request: { method: 'POST', target: '/ask', headers: [], body: toBody(Buffer.from('{"text":null}')) },
    },
    schedule: [],
  };
  const shrunk = async (fails: (body: string) => boolean) => {
    const { case: smallest, steps } = await shrinkCase(
      messy,
      failing,
      async (candidate) => fails(candidate.mess!.request.body!.text),
      () => false,
    );
    return { body: smallest.mess!.request.body!.text, clean: smallest.input.body, steps };
  };

  it('with the same mess at the same place of the smallest request', async () => {
    const { body, clean } = await shrunk(() => true);
    expect([body, clean]).toEqual(['{"text":null}', { text: 'a' }]);
  });

  it('and keeps what it needs to fail', async () => {
    expect((await shrunk((body) => body.includes('"c"'))).body).toBe('{"tags":["c"],"text":null}');
    const { steps } = await shrunk(() => false);
    expect(steps).toBeGreaterThan(3);
    expect(steps).toBeLessThanOrEqual(45);
  });
});
