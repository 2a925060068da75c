import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateAsTimestamp = valueMess({
  name: 'date-as-timestamp',
  summary: 'sends a date as a number of seconds or milliseconds',
  seen: 'JavaScript, which counts milliseconds; Unix tools and JWT claims, which count seconds.',
  instead: onDate(({ instant }) => [Math.trunc(instant / 1000), instant]),
});
