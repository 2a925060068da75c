import { duration } from '../contract/units.ts';
import { broken, type Check, holds, inconclusive, notApplicable } from './check.ts';
import { promised } from './held-up.ts';

export const recovers: Check = {
  name: 'recovers',
  claim: 'after faults, and after messy requests, others are `ok` again within the declared time',
  why: 'An outage of a minute becomes one of a day where a breaker never closes, a dead connection is kept, or a failure is cached.',
  fix: 'Let breakers probe and close again, give failures in caches a short life, and drop connections that failed.',
  judge(contract, { case: played, aftermath: { exit, ready, recovered, waited, firstProbe, lag = 0 } }) {
    const dependency = played.mess?.owes === 'open' ? undefined : played.schedule[0]?.dependency;
    if (dependency === undefined && !played.mess) return notApplicable('there was nothing to recover from');
    if (exit) return notApplicable('the process ended: stays-up speaks of it');
    if (ready === false) return notApplicable('the component is no longer ready: stays-up speaks of it');
    if (recovered !== undefined) return holds;
    // A component that gave up on healthy replies that the harness held up is not what is judged here.
    const patience = Math.min(...Object.keys(contract.downstream).map((name) => promised(contract, name)));
    if (lag > patience)
      return inconclusive(
        `no healthy request was \`ok\` again, but the harness was held up for ${Math.round(lag)} ms meanwhile`,
      );
    return broken({
      told: `${duration(Math.round(waited / 100) * 100)} after ${dependency ? 'the fault had ended' : 'that request'}, a healthy request was still answered with \`${firstProbe ?? 'no answer'}\`.`,
      expected: '`ok` again',
      cites: dependency ? `/downstream/${dependency}/recovers-within` : `/upstream/${played.operation}/answers/ok`,
      shape: 'not ok again',
    });
  },
};
