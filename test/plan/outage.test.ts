import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { shapes } from '../../src/outage/index.ts';
import { outageTrials } from '../../src/plan/outage-trials.ts';
import type { Learnt, Omission } from '../../src/plan/trial.ts';
import { contract } from '../check/observed.ts';

const soon = (text: string) => text.replaceAll(/(on-failure: .*)/g, '$1\n    recovers-within: 2s');
const learnt = (operation: string, calls: Record<string, number>): Learnt => ({
  operation,
  inputs: [{ input: { body: {} }, calls }],
});
const ask = learnt('ask', { 'llm.chat': 2, 'sink.add': 1 });

function trialsOf(outages: 'none' | 'down' | 'all', seen = [ask], of: Contract = contract(soon)) {
  const omitted: Omission[] = [];
  return { trials: outageTrials(of, seen, { seed: 1, outages }, omitted), omitted };
}

describe('outages under traffic', () => {
  it('are not for a quick run', () => {
    expect(trialsOf('none').trials).toEqual([]);
  });

  it('take each dependency down once, where there is little time', () => {
    const { trials } = trialsOf('down');
    expect(trials.map(({ id, cases }) => [id, cases.length])).toEqual([
      ['ask/llm/down/outage', 1],
      ['ask/sink/down/outage', 1],
    ]);
  });

  it('have every shape, where there is time', () => {
    const { trials } = trialsOf('all');
    expect(trials.map(({ fault }) => fault)).toEqual([...shapes, ...shapes].map(({ name }) => name));
    expect(trialsOf('all').trials).toEqual(trials);
  });

  it('go on until the dependency must be well again, and longer', () => {
    const [planned] = trialsOf('down').trials[0]!.cases;
    expect(planned!.case.traffic!.after).toBe(3000);
  });

  it('leave out what takes long to recover, and say so', () => {
    const slow = contract((text) =>
      text.replace('on-failure: degraded', 'on-failure: degraded\n    recovers-within: 30s'),
    );
    const { trials, omitted } = trialsOf('down', [ask], slow);
    expect(trials.map(({ site }) => site)).toEqual(['sink']);
    expect(omitted).toEqual([{ what: 'ask/llm/down/outage', because: expect.stringContaining('take long') }]);
  });

  it('offer a queue less than it can do, and a limit more', () => {
    const { trials } = trialsOf('all');
    const rateOf = (shape: string) => {
      const { traffic } = trials.find(({ fault, site }) => fault === shape && site === 'llm')!.cases[0]!.case;
      return traffic!.outages[0]!.shapeParams.rate! / (traffic!.rate * 2);
    };
    expect(rateOf('queue')).toBeGreaterThan(2);
    expect(rateOf('capacity')).toBe(0.5);
  });

  it('strike all dependencies of an operation one after the other, where they are correlated', () => {
    const { traffic } = trialsOf('all').trials.find(({ id }) => id === 'ask/sink/correlated/outage')!.cases[0]!.case;
    expect(traffic!.outages.map(({ dependency, shapeParams }) => [dependency, shapeParams.lag])).toEqual([
      ['sink', 0],
      ['llm', 200],
    ]);
  });

  it('have other operations beside, but none that need what is out', () => {
    const more = contract((text) =>
      soon(text).replace(
        'downstream:\n',
        `  find: { call: GET /find, answers: { ok: { status: 200 } }, uses: [sink] }
  note: { call: POST /note, answers: { ok: { status: 200 } } }
downstream:
`,
      ),
    );
    const seen = [ask, learnt('find', {}), learnt('note', { 'llm.chat': 1 })];
    const beside = Object.fromEntries(
      trialsOf('down', seen, more).trials.map(({ id, cases }) => [
        id,
        cases[0]!.case.traffic!.beside!.map(({ operation }) => operation),
      ]),
    );
    expect(beside).toEqual({
      'ask/llm/down/outage': ['find'],
      'ask/sink/down/outage': ['note'],
      'note/llm/down/outage': ['find'],
    });
  });
});
