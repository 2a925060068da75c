import { broken, type Check, holds, notApplicable } from './check.ts';
import { recognise } from './recognise.ts';
import { gotIntact } from './strikes.ts';

export const deliversEffect: Check = {
  name: 'delivers-effect',
  claim: 'after `ok`, every effect that the request should have had was acknowledged',
  why: 'An answer `ok` ends the caller’s interest. An effect that was skipped or given up in the background is then missed by nobody until it is needed.',
  fix: 'Answer `ok` only after the acknowledgement; where that takes too long, write down what is to be done before answering.',
  judge(contract, { case: played, answer, calls, healthyCalls }) {
    const found = recognise(contract.upstream[played.operation]!, answer);
    if (found.kind !== 'declared' || found.answer.like !== 'ok') return notApplicable('the answer was not `ok`');
    const sites = Object.values(contract.downstream).flatMap((d) =>
      Object.values(d.operations)
        .filter((o) => o.effect === 'once')
        .map((operation) => ({ d, operation, usual: healthyCalls[`${d.name}.${operation.name}`] ?? 0 })),
    );
    const due = sites.filter(
      ({ d, usual }) =>
        usual > 0 && !(d.onFailure.includes('ok') && played.schedule.some((f) => f.dependency === d.name)),
    );
    if (due.length === 0) return notApplicable('this request has no effect that must be delivered');
    for (const { d, operation, usual } of due) {
      const made = calls.filter((c) => c.dependency === d.name && c.operation === operation.name);
      // A call that was answered wrongly and taken for good is the matter of answers-as-expected.
      const answered = made.filter(
        (c) => gotIntact(contract, c) || (c.fault && c.reply.end === 'complete' && (c.reply.status ?? 500) < 300),
      );
      if (answered.length >= usual) continue;
      return broken({
        told: `The component answered \`${found.answer.name}\`, but ${d.name}.${operation.name} was ${made.length === 0 ? 'never called' : 'never acknowledged'}.`,
        expected: 'an acknowledgement before `ok`',
        cites: `/downstream/${d.name}/operations/${operation.name}/effect`,
        shape: made.length === 0 ? 'never called' : 'never acknowledged',
        dependency: d.name,
      });
    }
    return holds;
  },
};
