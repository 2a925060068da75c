import { duration } from '../contract/units.ts';
import { countOf } from '../observation/stream.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { delayed, taken } from './held-up.ts';
import { outagesOf } from './in-traffic.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;

export const withinDeadline: Check = {
  name: 'within-deadline',
  claim: 'the whole answer comes within the deadline, whatever fails',
  why: 'A caller that waits is a caller that is down. One hanging dependency without a timeout takes every service above it along.',
  fix: 'Give every call a timeout that covers the body, and the whole request a budget that all retries share.',
  ofOne: true,
  timely: true,
  inTraffic: {
    atLeast: 2,
    unless: (_, observation) => {
      if (observation.case.traffic?.paced) return 'it is about time alone: within-latency speaks of it';
      const busy = outagesOf(observation).some(({ limits }) => limits);
      return busy ? 'there was too much to do: sheds-load speaks of it' : undefined;
    },
  },
  judge(contract, observation) {
    const { case: played, answer, aftermath } = observation;
    // The answer may have waited several times.
    const lag = taken(observation);
    const { deadline } = contract.upstream[played.operation]!.budget;
    const cites = `/upstream/${played.operation}/budget/deadline`;
    // While a caller is still asking, nobody can answer.
    const { asked = 0 } = answer;
    const took = answer.ended - asked;
    const expected = `a whole answer within ${duration(deadline)}`;
    if (answer.kind === 'none') {
      if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
      if (answer.why === 'failed') return notApplicable('the connection ended without an answer');
      if (answer.why === 'left') return notApplicable('the caller left before the answer');
      if (took <= deadline + tolerance + lag)
        return inconclusive(`no answer came in time, but ${delayed(observation)}`);
      return broken({
        told: answer.begun
          ? `The streamed answer had not ended after ${Math.round(took)} ms; events that had come: ${countOf(answer.begun.stream)}.`
          : `The component gave no answer within ${Math.round(took)} ms.`,
        expected,
        cites,
        shape: 'too late',
      });
    }
    if (took <= deadline + tolerance) return holds;
    if (took <= deadline + tolerance + lag)
      return inconclusive(`the answer took ${Math.round(took)} ms, but ${delayed(observation)}`);
    return broken({
      told: `The component answered after ${Math.round(took)} ms.`,
      expected,
      cites,
      shape: 'too late',
    });
  },
};
