import { broken, type Check, holds, notApplicable } from './check.ts';
import { expectation } from './expectation.ts';
import { recognise } from './recognise.ts';

export const answersAsExpected: Check = {
  name: 'answers-as-expected',
  claim:
    'the answer is right for what happened: `ok` is never built on a lost or tainted reply, and nothing else is said when all went well',
  why: 'An `ok` that is built on half a reply is the failure that nobody sees until a customer does.',
  fix: 'Treat a reply that does not parse or does not validate as a failed call. Degrade openly, and only where something really failed.',
  judge(contract, observation) {
    const { case: played, answer, calls } = observation;
    const operation = contract.upstream[played.operation]!;
    const found = recognise(operation, answer);
    if (found.kind !== 'declared') return notApplicable('the answer is none of the declared ones');
    if (calls.some((c) => c.flaws.length > 0))
      return notApplicable('a dependency had to reject a call: calls-as-declared speaks of it');
    const { allowed, failed, claim } = expectation(contract, observation);
    const { name, like } = found.answer;
    if (allowed.includes(name) || allowed.includes(like)) return holds;
    const expected = `${allowed.join(' or ')}`;
    if (failed.length > 0) {
      const built =
        claim === 'tainted' ? 'built on a reply that breaks its schema' : 'although it never got a usable reply';
      return broken({
        told: `The component answered \`${name}\`, ${built}.`,
        expected,
        cites: `/downstream/${failed[0]}/on-failure`,
        shape: name,
      });
    }
    const fine =
      played.schedule.length === 0
        ? 'nothing was wrong'
        : calls.some((c) => c.fault?.leaves === 'intact')
          ? 'the reply was unusual but whole'
          : 'every reply was usable in the end';
    return broken({
      told: `The component answered \`${name}\`, although ${fine}.`,
      expected,
      cites: `/upstream/${played.operation}/answers/ok`,
      shape: `${name} for nothing`,
    });
  },
};
