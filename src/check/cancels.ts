import { duration } from '../contract/units.ts';
import type { Call } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { delayed, taken } from './held-up.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;

export const cancels: Check = {
  name: 'cancels',
  claim:
    'once its caller has left, a request begins no new downstream call after the declared time; once it has left a streamed answer, none goes on either',
  why: 'Callers that gave up ask again. A component that still works for those who left does everything twice, just when it is slow.',
  fix: 'Let the end of the caller’s connection abort the work: one signal for the request, handed to every call and looked at before each.',
  judge(contract, observation) {
    const { case: played, answer, calls } = observation;
    if (answer.kind !== 'none' || answer.why !== 'left') return notApplicable('the caller waited for the answer');
    const { budget } = contract.upstream[played.operation]!;
    if (budget.cancels === undefined) return notApplicable('no `budget.cancels` is declared');
    const leaves = played.mess?.request.sending?.leaves;
    if (leaves !== 'at a call' && leaves !== 'at an event')
      return notApplicable('the caller did not leave while the component waited');
    const end = answer.ended + budget.cancels + tolerance;
    // What has begun to take effect may well be completed.
    if (calls.some((call) => call.effect?.committed && call.began <= end))
      return notApplicable('the request had taken effect before: to complete it is right');
    const [later] = calls.filter((call) => call.began > end);
    const [on] = leaves === 'at an event' ? calls.filter((call) => goesOn(call, answer.ended, end)) : [];
    const call = later ?? on;
    if (!call) return holds;
    const after = (later ? later.began : call.reply.ended) - answer.ended;
    const name = call.operation ? `${call.dependency}.${call.operation}` : `\`${call.dependency}\``;
    if (after <= budget.cancels + tolerance + taken(observation))
      return inconclusive(`a call ${later ? 'began' : 'went on'}, but ${delayed(observation)}`);
    return broken({
      told: later
        ? `The component called ${name} ${Math.round(after)} ms after its caller had left.`
        : `The component still listened to ${name} ${Math.round(after)} ms after its caller had left.`,
      expected: later
        ? `no new call later than ${duration(budget.cancels)} after that`
        : `no call under way later than ${duration(budget.cancels)} after that`,
      cites: `/upstream/${played.operation}/budget/cancels`,
      shape: 'calls for nobody',
    });
  },
};

/** It was under way when the caller left, and nobody has closed its connection in time. What has an effect may be completed. */
const goesOn = ({ began, reply, effect }: Call, left: number, end: number): boolean =>
  effect === undefined && began <= left && reply.ended > end;
