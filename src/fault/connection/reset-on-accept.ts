import { defineFault } from '../fault.ts';

export const resetOnAccept = defineFault({
  name: 'reset-on-accept',
  summary: 'accepts every connection and drops it at once (TCP RST), those that were open as well',
  seen: 'A load balancer without a backend, a full backlog, a database that has reached its limit of connections.',
  leaves: 'lost',
  // A driver may connect before it is asked for anything: "the first one only" would often hit nobody.
  recurs: ['every'],
  async bar(door) {
    await door.slam();
  },
});
