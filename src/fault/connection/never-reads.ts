import { defineFault } from '../fault.ts';
import { noConnection } from '../without-socket.ts';

export const neverReads = defineFault({
  name: 'never-reads',
  summary: 'accepts connections and never reads from them: what is too large for the buffers cannot even be sent',
  seen: 'A stopped process whose system goes on accepting. Time limits for the reply do not begin while the request is being written.',
  leaves: 'lost',
  needsSocket: noConnection,
  waits: true,
  recurs: ['every'],
  async bar(door) {
    await door.meet!((arrival) => arrival.stall());
  },
});
