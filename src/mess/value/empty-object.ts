import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';

export const emptyObject = valueMess({
  name: 'empty-object',
  summary: 'sends an object without any member',
  seen: 'A form that was sent before it was filled in, an object built and never assigned.',
  instead: onObject(() => [{}]),
});
