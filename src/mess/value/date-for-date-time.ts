import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateForDateTime = valueMess({
  name: 'date-for-date-time',
  summary: 'sends a date where a time belongs, or a time where a date belongs',
  seen: 'A date picker in front of an API that wants an instant, and the other way round.',
  instead: onDate(({ year, month, day, time }) => [`${year}-${month}-${day}${time ? '' : 'T00:00:00Z'}`]),
});
