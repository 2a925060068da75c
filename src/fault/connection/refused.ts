import { defineFault } from '../fault.ts';

export const refused = defineFault({
  name: 'refused',
  summary: 'refuses connections: nothing listens on its port',
  seen: 'A deployment that has not finished, a crashed process, a wrong port in a configuration.',
  leaves: 'lost',
  // A refused attempt is answered by the system and seen by nobody: "the first one only" could not be delivered.
  recurs: ['every'],
  async bar(door) {
    await door.shut();
  },
});
