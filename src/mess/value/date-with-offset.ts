import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateWithOffset = valueMess({
  name: 'date-with-offset',
  summary: 'writes the same instant in another zone',
  seen: 'Phones that travel; RFC 3339 knows every offset.',
  instead: onDate(({ instant, time }) =>
    time ? [`${new Date(instant + 19_800_000).toISOString().slice(0, -1)}+05:30`] : [],
  ),
});
