import { describe, expect, it } from '@jest/globals';
import type { Contract, Input } from '../../src/contract/contract.ts';
import { type Kept, keptTrial } from '../../src/run/corpus.ts';
import { contract } from '../check/observed.ts';

const whole = contract();
const accepting = (body: Contract['upstream'][string]['accepts']['body']): Contract => {
  const ask = whole.upstream.ask!;
  return {
    ...whole,
    upstream: { ask: { ...ask, accepts: { ...ask.accepts, ...(body === undefined ? {} : { body }) } } },
  };
};
const kept = (change: Partial<Kept['case']> = {}, input: Input = { body: { text: 'a' } }): Kept => ({
  finding: 1,
  id: 'abcdef',
  name: 'ask/llm/server-error/answers-as-expected',
  check: 'answers-as-expected',
  told: '',
  contract: whole.file,
  case: { id: 'x#1', operation: 'ask', seed: 1, input, schedule: [], ...change },
  healthyCalls: {},
});

describe('a kept finding', () => {
  it('is played again as long as the contract has a place for it', () => {
    const trial = keptTrial(accepting({ type: 'object', required: ['text'] }), kept());
    expect(trial?.id).toBe('ask/llm/server-error/kept-abcdef');
    expect(trial?.cases[0]?.case.input).toEqual({ body: { text: 'a' } });
  });

  it('is not, where its clean request is none any more', () => {
    expect(keptTrial(accepting({ type: 'object', required: ['title'] }), kept())).toBeUndefined();
  });

  it('is played under its traffic, as long as what was out is still there', () => {
    const outage = { dependency: 'llm', shape: 'down', shapeParams: {}, fault: 'silence', faultParams: {} };
    const traffic = { rate: 10, before: 1, during: 1, after: 1, outages: [outage] };
    const beside = [{ operation: 'find', rate: 1, input: {}, healthyCalls: {} }];
    expect(keptTrial(whole, kept({ traffic }))?.cases[0]?.case.traffic).toEqual(traffic);
    expect(keptTrial(whole, kept({ traffic: { ...traffic, beside } }))).toBeUndefined();
    for (const change of [{ dependency: 'crm' }, { shape: 'no-such-shape' }, { fault: 'no-such-fault' }])
      expect(keptTrial(whole, kept({ traffic: { ...traffic, outages: [{ ...outage, ...change }] } }))).toBeUndefined();
  });

  it('is not, where its mess, its fault or its dependency are gone', () => {
    const request = { method: 'POST', target: '/ask', headers: [] };
    const mess = { kind: 'no-such-kind', pointer: '/body', was: '', became: '', owes: 'served' as const, request };
    expect(keptTrial(whole, kept({ mess }))).toBeUndefined();
    const strike = { dependency: 'llm', operation: 'chat', call: 1, recurs: 'first' as const, params: {} };
    expect(keptTrial(whole, kept({ schedule: [{ ...strike, fault: 'server-error' }] }))).toBeDefined();
    expect(keptTrial(whole, kept({ schedule: [{ ...strike, fault: 'no-such-fault' }] }))).toBeUndefined();
    expect(
      keptTrial(whole, kept({ schedule: [{ ...strike, fault: 'server-error', dependency: 'crm' }] })),
    ).toBeUndefined();
  });
});
