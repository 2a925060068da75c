import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateInLocale = valueMess({
  name: 'date-in-locale',
  summary: 'writes a date as people in some country do',
  seen: 'Browsers and spreadsheets that format for their user.',
  instead: onDate(({ year, month, day }) => [`${day}.${month}.${year}`, `${month}/${day}/${year}`]),
});
