import type { Operation } from '../contract/contract.ts';
import type { Answered, Observation } from '../observation/observation.ts';
import { broken, type Check, holds, type Judgement, notApplicable } from './check.ts';
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
  judge(contract, observation) {
    const { case: played, answer, again } = observation;
    const operation = contract.upstream[played.operation]!;
    const first = judgeAnswer(operation, observation, answer);
    return again && first.verdict !== 'broken' ? judgeAnswer(operation, observation, again.answer) : first;
  },
};

function judgeAnswer(
  operation: Operation,
  { case: { mess }, request, aftermath }: Observation,
  answer: Answered,
): Judgement {
  const cites = `/upstream/${operation.name}/answers`;
  const expected = `one of ${Object.keys(operation.answers).join(', ')}`;
  if (answer.kind === 'none') {
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    if (answer.why === 'timeout') return notApplicable('no answer came: within-deadline speaks of it');
    if (answer.why === 'left') return notApplicable('the caller left before the answer');
    if (answer.begun) return notApplicable('the answer is a stream that broke off: streams-honestly speaks of it');
    if (mess?.owes === 'open') return notApplicable('nothing is owed to such a request');
    if (mess?.owes === 'either' && isHardToRead(request))
      return notApplicable('a server that does not read such a request to its end may close the connection');
    return broken({ told: `The component gave no answer: ${answer.detail}.`, expected, cites, shape: 'no answer' });
  }
  const found = recognise(operation, answer);
  if (found.kind !== 'undeclared') return holds;
  if (found.inStream) return notApplicable('its head is a declared one: streams-honestly speaks of what follows');
  if (mess?.owes === 'open') return notApplicable('whatever is answered to such a request, no promise is broken');
  const { status } = found;
  if (mess?.owes === 'either' && typeof status === 'number' && status >= 300 && status < 500)
    return notApplicable(
      'HTTP has a status of its own for such a request, and servers give it before anybody is asked',
    );
  if (mess?.pointer.startsWith('/path/') && found.status === 404)
    return notApplicable('a path that leads nowhere is answered so before anybody looks at its parameters');
  const near = found.closest
    ? ` It is not \`${found.closest.name}\`: ${found.why}.`
    : ` There is none with that status: ${found.why}.`;
  return broken({
    told: `The component answered ${found.status} with something that it never declared.${near}`,
    expected,
    cites: found.closest ? `${cites}/${found.closest.name}` : cites,
    shape: `undeclared ${found.status}`,
  });
}

/** Longer than many servers read, or without a length: RFC 9110, 15.5.12 and 15.5.14. */
const isHardToRead = ({ body, sending }: Observation['request']) =>
  body.length > 1024 * 1024 || sending?.chunked === true;
