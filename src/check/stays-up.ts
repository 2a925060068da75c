import { broken, type Check, holds, inconclusive } from './check.ts';
import { tookAftermath } from './took-aftermath.ts';

export const staysUp: Check = {
  name: 'stays-up',
  claim: 'the process survives, and is ready afterwards',
  why: 'One bad reply that ends the process takes all requests in flight with it, and the next bad reply ends the next process.',
  fix: 'Await every promise, catch at the edge of every task, and let no error handler rethrow.',
  inTraffic: 'whole',
  judge(contract, { case: played, aftermath }) {
    const { exit, ready } = aftermath;
    const cites = '/component/launch';
    if (exit) {
      const how = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
      return broken({ told: `The process ${how}.`, expected: 'a process that goes on', cites, shape: 'process ended' });
    }
    const machine = ready === false ? tookAftermath(contract, aftermath) : undefined;
    if (machine) return inconclusive(`it was not ready again, but ${machine}`);
    if (ready === false)
      return broken({
        told: `The component is no longer ready after ${played.operation}.`,
        expected: 'ready after every request',
        cites,
        shape: 'not ready',
      });
    return holds;
  },
};
