import { duration } from '../contract/units.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { delayed, taken } from './held-up.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;

export const cancels: Check = {
  name: 'cancels',
  claim: 'once its caller has left, a request begins no new downstream call after the declared time',
  why: 'Callers that gave up ask again. A component that still works for those who left does everything twice, just when it is slow.',
  fix: 'Let the end of the caller’s connection abort the work: one signal for the request, handed to every call and looked at before each.',
  judge(contract, observation) {
    const { case: played, answer, calls } = observation;
    if (answer.kind !== 'none' || answer.why !== 'left') return notApplicable('the caller waited for the answer');
    const { budget } = contract.upstream[played.operation]!;
    if (budget.cancels === undefined) return notApplicable('no `budget.cancels` is declared');
    if (played.mess?.request.sending?.leaves !== 'at a call')
      return notApplicable('the caller did not leave while the component waited');
    const end = answer.ended + budget.cancels + tolerance;
    // What has begun to take effect may well be completed.
    if (calls.some((call) => call.effect?.committed && call.began <= end))
      return notApplicable('the request had taken effect before: to complete it is right');
    const later = calls.filter((call) => call.began > end);
    if (later.length === 0) return holds;
    const { dependency, operation, began } = later[0]!;
    const after = began - answer.ended;
    if (after <= budget.cancels + tolerance + taken(observation))
      return inconclusive(`a call began, but ${delayed(observation)}`);
    return broken({
      told: `The component called ${operation ? `${dependency}.${operation}` : `\`${dependency}\``} ${Math.round(after)} ms after its caller had left.`,
      expected: `no new call later than ${duration(budget.cancels)} after that`,
      cites: `/upstream/${played.operation}/budget/cancels`,
      shape: 'calls for nobody',
    });
  },
};
