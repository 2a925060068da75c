import { broken, type Check, holds, notApplicable } from './check.ts';
import { outagesOf } from './in-traffic.ts';
import { recognise } from './recognise.ts';

export const answersAsDeclared: Check = {
  name: 'answers-as-declared',
  claim: 'every response is one of the declared answers: status, headers and body',
  why: 'Callers are written against the declared answers. Anything else ends in their error handling, or worse, in their success path.',
  fix: 'Catch every failure in one place at the edge and turn it into a declared answer; validate what you send in tests.',
  inTraffic: {
    unless: (_, observation) =>
      outagesOf(observation).some(({ limits }) => limits)
        ? 'there was too much to do: sheds-load speaks of it'
        : undefined,
  },
  judge(contract, { case: played, answer, aftermath }) {
    const operation = contract.upstream[played.operation]!;
    const cites = `/upstream/${played.operation}/answers`;
    const expected = Object.keys(operation.answers).join(', ');
    if (answer.kind === 'none') {
      if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
      if (answer.why === 'timeout') return notApplicable('no answer came: within-deadline speaks of it');
      return broken({
        told: `The component gave no answer: ${answer.detail}.`,
        expected: `one of ${expected}`,
        cites,
        shape: 'no answer',
      });
    }
    const found = recognise(operation, answer);
    if (found.kind !== 'undeclared') return holds;
    if (played.mess?.owes === 'either' && found.status >= 300 && found.status < 500)
      return notApplicable(
        'HTTP has a status of its own for such a request, and servers give it before anybody is asked',
      );
    if (played.mess?.pointer.startsWith('/path/') && found.status === 404)
      return notApplicable('a path that leads nowhere is answered so before anybody looks at its parameters');
    const near = found.closest
      ? ` It is not \`${found.closest.name}\`: ${found.why}.`
      : ` There is none with that status: ${found.why}.`;
    return broken({
      told: `The component answered ${found.status} with something that it never declared.${near}`,
      expected: `one of ${expected}`,
      cites: found.closest ? `${cites}/${found.closest.name}` : cites,
      shape: `undeclared ${found.status}`,
    });
  },
};
