import type { Operation } from '../contract/contract.ts';
import { step, steps } from '../contract/pointer.ts';
import type { PlayedMess } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { expectation } from './expectation.ts';
import { heldUp } from './held-up.ts';
import { recognise } from './recognise.ts';

export const answersAsExpected: Check = {
  name: 'answers-as-expected',
  claim:
    'the answer is right for what happened: `ok` is never built on a lost or tainted reply, and nothing else is said when all went well',
  why: 'An `ok` that is built on half a reply is the failure that nobody sees until a customer does.',
  fix: 'Treat a reply that does not parse or does not validate as a failed call. Degrade openly, and only where something really failed.',
  ofOne: true,
  judge(contract, observation) {
    const { case: played, answer, calls } = observation;
    const operation = contract.upstream[played.operation]!;
    const found = recognise(operation, answer);
    if (found.kind !== 'declared') return notApplicable('the answer is none of the declared ones');
    if (calls.some((c) => c.flaws.length > 0))
      return notApplicable('a dependency had to reject a call: calls-as-declared speaks of it');
    const { name, like } = found.answer;
    const { mess } = played;
    if (mess?.owes === 'open') return notApplicable('whatever is answered to such a request, no promise is broken');
    const rejections = Object.values(operation.answers).filter((answer) => answer.like === 'rejected');
    if (mess && mess.owes !== 'served' && like === 'rejected') return holds;
    if (mess?.owes === 'rejected')
      return broken({
        told: `The component answered \`${name}\` to a request that its schema forbids.`,
        expected: rejections.map((answer) => answer.name).join(' or '),
        cites: cited(operation, mess),
        shape: `${name} to an invalid request`,
        fix: 'Validate the whole request against its schema, with a library, before anything else is done with it.',
      });
    const { allowed, failed, claim } = expectation(contract, observation);
    if (allowed.includes(name) || allowed.includes(like)) return holds;
    const slow = like === 'ok' ? undefined : heldUp(contract, observation);
    if (slow) return inconclusive(`the answer was \`${name}\`, but ${slow}`);
    const expected = allowed.join(' or ');
    if (failed.length > 0) {
      const built =
        claim === 'tainted' ? 'built on a reply that breaks its schema' : 'although it never got a usable reply';
      return broken({
        told: `The component answered \`${name}\`${like === 'ok' ? `, ${built}` : ` because \`${failed[0]}\` failed`}.`,
        expected,
        cites: `/downstream/${failed[0]}/on-failure`,
        shape: name,
      });
    }
    if (mess && played.schedule.length === 0)
      return broken({
        told: `The component answered \`${name}\` to a request that its ${mess.owes === 'served' ? 'contract allows' : 'schema does not clearly forbid'}.`,
        expected: mess.owes === 'served' ? expected : [expected, ...rejections.map((r) => r.name)].join(' or '),
        cites: cited(operation, mess),
        shape: `${name} to a valid request`,
        fix: 'Let the schema be the only gate: what it allows is served, and a text is never judged by what it looks like.',
      });
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

/** Where the contract says what the messy part of a request may be. */
function cited({ name, accepts }: Operation, { pointer }: PlayedMess): string {
  const operation = step('/upstream', name);
  const [part, key = ''] = steps(pointer) as ['path' | 'query' | 'headers' | 'body', string?];
  if (part !== 'body' && Object.hasOwn(accepts[part] ?? {}, key)) return step(`${operation}/accepts/${part}`, key);
  return accepts.body === undefined ? `${operation}/call` : `${operation}/accepts/body`;
}
