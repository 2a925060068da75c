import { expect, it } from '@jest/globals';
import type { Question } from '../../../src/interop/suite/question.ts';
import { ruling } from '../../../src/interop/suite/ruling.ts';
import { loadContract } from '../../../src/run/load.ts';

const { contract } = loadContract('contracts/triage.contract.yaml');
const rule = (question: Omit<Question, 'file' | 'operation'>, operation = 'classify') =>
  ruling(contract!, { file: contract!.file, operation, ...question });

const ticket = { ticketId: 't-1', subject: 'Charged twice', body: 'Please help.' };
const json = (status: number, value: unknown, headers: readonly (readonly [string, string])[] = []) => ({
  status,
  headers: [['content-type', 'application/json'], ...headers] as const,
  body: JSON.stringify(value),
});
const rejected = json(400, { title: 'no subject', status: 400 });
const unavailable = json(503, { title: 'later', status: 503 }, [['retry-after', '3']]);

it.each([
  [
    'a request that is accepted',
    { request: { body: ticket } },
    true,
    /accepts this request \(contracts\/triage\S+:\d+\)/,
  ],
  [
    'one that is not',
    { request: { body: {} } },
    false,
    /does not accept this request: the body misses "\w+" \(contracts\/triage\S+:\d+\)/,
  ],
  ['one without a body', { request: {} }, false, /the body is missing/],
  ['an answer', { response: rejected }, true, /answered with `rejected`/],
  ['the answer that it must be', { response: unavailable, answer: 'unavailable' }, true, /Expected something else/],
  [
    'another answer',
    { response: rejected, answer: 'unavailable' },
    false,
    /answered with `rejected` .*Expected `unavailable`/,
  ],
  [
    'an answer without its header',
    { response: { ...unavailable, headers: [] } },
    false,
    /it is not `unavailable`, the header retry-after is missing/,
  ],
  [
    'a status of its own',
    { response: json(418, {}) },
    false,
    /answered 418 with something that it never declared: no declared answer has the status 418 .*one of ok, degraded/,
  ],
  [
    'a rejected request that is not accepted',
    { request: { body: {} }, response: rejected },
    true,
    /as the contract has it/,
  ],
  [
    'a rejected request that is accepted',
    { request: { body: ticket }, response: rejected },
    false,
    /rejected a request that it accepts/,
  ],
  ['a request that fails', { request: { body: ticket }, response: unavailable }, true, /as the contract has it/],
  [
    'a request that fails where it is to be rejected',
    { request: { body: {} }, response: unavailable },
    false,
    /answered with `unavailable` to a request that it does not accept/,
  ],
] as const)('judges %s', (_, question, pass, told) => {
  expect(rule(question)).toEqual({ pass, told: expect.stringMatching(told) });
});

it('holds nothing where it cannot tell', () => {
  expect(rule({ response: rejected }, 'classfy')).toEqual({
    pass: false,
    unclear: true,
    told: '`classfy` cannot be judged: it is no operation of the contract (contracts/triage.contract.yaml). Did you mean "classify"?',
  });
  expect(rule({ response: rejected, answer: 'refused' })).toMatchObject({ pass: false, unclear: true });
});
