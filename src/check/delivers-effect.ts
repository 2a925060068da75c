import type { Contract } from '../contract/contract.ts';
import { acknowledges } from '../observation/delivery.ts';
import type { Observation } from '../observation/observation.ts';
import { broken, type Check, holds, type Judgement, notApplicable } from './check.ts';
import { judgeDelivered, undelivered } from './delivered.ts';
import { expectation } from './expectation.ts';
import { recognise } from './recognise.ts';

export const deliversEffect: Check = {
  name: 'delivers-effect',
  claim:
    'after `ok`, every effect that the request should have had was acknowledged; one that is declared under `delivers`, in the time that is declared, outages included',
  why: 'An answer `ok` ends the caller’s interest. An effect that was skipped or given up in the background is then missed by nobody until it is needed.',
  fix: 'Answer `ok` only after the acknowledgement; where that takes too long, write down what is to be done before answering.',
  ofOne: true,
  timely: true,
  inTraffic: { byCalls: ({ delivers = [] }) => delivers.length === 0, together: undelivered },
  judge(contract, observation) {
    const { case: played, answer } = observation;
    if (played.mess && played.schedule.length === 0)
      return notApplicable('what such a request should cause is not known');
    const found = recognise(contract.upstream[played.operation]!, answer);
    if (found.kind !== 'declared' || found.answer.like !== 'ok') return notApplicable('the answer was not `ok`');
    const later = judgeDelivered(contract, observation);
    if (later && later.verdict !== 'holds') return later;
    const before = observation.callsUnknown ? undefined : judgeBefore(contract, observation, found.answer.name);
    return before && !(later && before.verdict === 'not applicable') ? before : (later ?? holds);
  },
};

/** Effects that must be acknowledged before the answer. */
function judgeBefore(contract: Contract, observation: Observation, answer: string): Judgement {
  const { case: played, calls, healthyCalls } = observation;
  const { delivers = [] } = contract.upstream[played.operation]!;
  const { failed } = expectation(contract, observation);
  const sites = Object.values(contract.downstream).flatMap((d) =>
    d.effects.map((operation) => ({
      dependency: d.name,
      operation,
      usual: healthyCalls[`${d.name}.${operation}`] ?? 0,
    })),
  );
  const due = sites.filter(
    ({ dependency, operation, usual }) =>
      usual > 0 &&
      !failed.includes(dependency) &&
      !delivers.some((d) => d.dependency === dependency && d.operation === operation),
  );
  if (due.length === 0)
    return notApplicable(
      failed.length > 0 ? 'its dependency failed: answers-as-expected speaks of it' : 'this request has no effect',
    );
  for (const { dependency, operation, usual } of due) {
    const made = calls.filter((c) => c.dependency === dependency && c.operation === operation);
    if (made.filter(acknowledges).length >= usual) continue;
    const what = made.length === 0 ? 'never called' : 'never acknowledged';
    return broken({
      told: `The component answered \`${answer}\`, but ${dependency}.${operation} was ${what}.`,
      expected: 'an acknowledgement before `ok`',
      cites: `/downstream/${dependency}/operations/${operation}/effect`,
      shape: what,
      dependency,
    });
  }
  return holds;
}
