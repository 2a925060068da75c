import { broken, type Check, holds } from './check.ts';

export const staysUp: Check = {
  name: 'stays-up',
  claim: 'the process survives, and is ready afterwards',
  why: 'One bad reply that ends the process takes all requests in flight with it, and the next bad reply ends the next process.',
  fix: 'Await every promise, catch at the edge of every task, and let no error handler rethrow.',
  inTraffic: 'whole',
  judge(_, { case: played, aftermath: { exit, ready } }) {
    const cites = '/component/launch';
    if (exit) {
      const how = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
      return broken({ told: `The process ${how}.`, expected: 'a process that goes on', cites, shape: 'process ended' });
    }
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
