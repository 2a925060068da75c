import { valueMess } from '../mess.ts';
import { onDate } from '../places.ts';

export const dateWithoutZone = valueMess({
  name: 'date-without-zone',
  summary: 'leaves the zone of a time out',
  seen: '`datetime.utcnow().isoformat()` of Python, `LocalDateTime` of Java.',
  instead: onDate(({ year, month, day, time }) => (time ? [`${year}-${month}-${day}T${time}`] : [])),
});
