import { broken, type Check, holds, notApplicable } from './check.ts';
import { expectation } from './expectation.ts';
import { recognise } from './recognise.ts';

export const deliversEffect: Check = {
  name: 'delivers-effect',
  claim: 'after `ok`, every effect that the request should have had was acknowledged',
  why: 'An answer `ok` ends the caller’s interest. An effect that was skipped or given up in the background is then missed by nobody until it is needed.',
  fix: 'Answer `ok` only after the acknowledgement; where that takes too long, write down what is to be done before answering.',
  ofOne: true,
  timely: true,
  inTraffic: { byCalls: true },
  judge(contract, observation) {
    const { case: played, answer, calls, healthyCalls } = observation;
    if (played.mess && played.schedule.length === 0)
      return notApplicable('what such a request should cause is not known');
    const found = recognise(contract.upstream[played.operation]!, answer);
    if (found.kind !== 'declared' || found.answer.like !== 'ok') return notApplicable('the answer was not `ok`');
    const { failed } = expectation(contract, observation);
    const sites = Object.values(contract.downstream).flatMap((d) =>
      d.effects.map((operation) => ({
        dependency: d.name,
        operation,
        usual: healthyCalls[`${d.name}.${operation}`] ?? 0,
      })),
    );
    const due = sites.filter(({ dependency, usual }) => usual > 0 && !failed.includes(dependency));
    if (due.length === 0)
      return notApplicable(
        failed.length > 0 ? 'its dependency failed: answers-as-expected speaks of it' : 'this request has no effect',
      );
    for (const { dependency, operation, usual } of due) {
      const made = calls.filter((c) => c.dependency === dependency && c.operation === operation);
      // A head that says so is enough: whether the component waited for the body as well is its own affair.
      const acknowledged = made.filter(
        (c) => c.flaws.length === 0 && (c.reply.status ?? 500) < 300 && c.fault?.leaves !== 'lost',
      );
      if (acknowledged.length >= usual) continue;
      const what = made.length === 0 ? 'never called' : 'never acknowledged';
      return broken({
        told: `The component answered \`${found.answer.name}\`, but ${dependency}.${operation} was ${what}.`,
        expected: 'an acknowledgement before `ok`',
        cites: `/downstream/${dependency}/operations/${operation}/effect`,
        shape: what,
        dependency,
      });
    }
    return holds;
  },
};
