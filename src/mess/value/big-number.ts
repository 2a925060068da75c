import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const bigNumber = valueMess({
  name: 'big-number',
  summary: 'sends a number that does not fit into 32 bits',
  seen: 'Identifiers of large services, times in milliseconds, money in its smallest unit.',
  instead: onNumber(() => [3_000_000_000]),
});
