import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateWithSpace = valueMess({
  name: 'date-with-space',
  summary: 'writes a date and time with a space between, as SQL does',
  seen: 'Database drivers and logs.',
  instead: onDate(({ year, month, day, time }) =>
    time ? [`${year}-${month}-${day} ${time}`] : [`${year}-${month}-${day} 00:00:00`],
  ),
});
