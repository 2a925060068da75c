import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const impossibleDate = valueMess({
  name: 'impossible-date',
  summary: 'names a day that no calendar has',
  seen: 'Three drop-downs for day, month and year; test data.',
  instead: onDate(({ year, rest }) => [`${year}-02-30${rest}`]),
});
