import { duration } from '../contract/units.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';

export const recovers: Check = {
  name: 'recovers',
  claim: 'after the faults end, requests are `ok` again within the declared time',
  why: 'An outage of a minute becomes one of a day where a breaker never closes, a dead connection is kept, or a failure is cached.',
  fix: 'Let breakers probe and close again, give failures in caches a short life, and drop connections that failed.',
  judge(_, { case: played, aftermath: { exit, ready, recovered, waited, firstProbe } }) {
    const dependency = played.schedule[0]?.dependency;
    if (dependency === undefined) return notApplicable('there was no fault to recover from');
    if (exit) return notApplicable('the process ended: stays-up speaks of it');
    if (ready === false) return notApplicable('the component is no longer ready: stays-up speaks of it');
    if (recovered !== undefined) return holds;
    return broken({
      told: `${duration(Math.round(waited / 100) * 100)} after the fault had ended, a healthy request was still answered with \`${firstProbe ?? 'no answer'}\`.`,
      expected: '`ok` again',
      cites: `/downstream/${dependency}/recovers-within`,
      shape: 'not ok again',
    });
  },
};
