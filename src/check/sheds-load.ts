import type { Contract } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import { asCase, outagesOf, requestsDue, spoiled } from './in-traffic.ts';
import { recognise } from './recognise.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;

export const shedsLoad: Check = {
  name: 'sheds-load',
  claim: 'with more to do than can be done, it answers only what it declared, and in time',
  why: 'What waits behind a bottleneck is answered too late to be of use, and takes the place of what could have been served.',
  fix: 'Bound every queue, refuse at once what cannot be served in time, and say so with a declared answer.',
  timely: true,
  inTraffic: 'whole',
  judge(contract, observation) {
    if (!observation.traffic) return notApplicable('there was no traffic');
    if (observation.aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    const limit = outagesOf(observation).find(({ limits }) => limits);
    if (!limit) return notApplicable('no dependency had too much to do');
    const requests = requestsDue(observation, limit.began).filter((request) => !spoiled(contract, request));
    return judgeUndeclared(contract, observation, requests) ?? judgeLate(contract, observation, requests) ?? holds;
  },
};

function judgeUndeclared(
  contract: Contract,
  observation: Observation,
  requests: readonly SeenRequest[],
): Judgement | undefined {
  const { operation: name } = observation.case;
  const operation = contract.upstream[name]!;
  const undeclared = requests.filter((request) => {
    const answer = asCase(observation, request)?.answer;
    if (answer?.kind === 'none') return answer.why === 'failed';
    return answer && recognise(operation, answer).kind === 'undeclared';
  });
  const [first] = undeclared;
  return (
    first &&
    broken({
      told: `With more to do than \`${outagesOf(observation)[0]!.dependency}\` can bear, it answered with something that it never declared: ${first.answer}.`,
      expected: `one of ${Object.keys(operation.answers).join(', ')}`,
      cites: `/upstream/${name}/answers`,
      shape: 'undeclared',
    })
  );
}

function judgeLate(
  contract: Contract,
  observation: Observation,
  requests: readonly SeenRequest[],
): Judgement | undefined {
  const { operation: name } = observation.case;
  const { deadline } = contract.upstream[name]!.budget;
  const late = requests.filter(({ took, lag }) => took > deadline + tolerance + lag);
  if (late.length === 0) return undefined;
  if (late.length === 1) return inconclusive(`one of ${requests.length} requests was answered too late`);
  const worst = Math.max(...late.map(({ took }) => took));
  return broken({
    told: `With more to do than \`${outagesOf(observation)[0]!.dependency}\` can bear, ${late.length} of ${requests.length} requests were answered too late: the last of them after ${Math.round(worst)} ms.`,
    expected: `a declared answer within ${duration(deadline)}`,
    cites: `/upstream/${name}/budget/deadline`,
    shape: 'too late',
  });
}
