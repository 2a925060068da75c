import { valueMess } from '../mess.ts';
import { onListed } from '../places.ts';

export const unlistedValue = valueMess({
  name: 'unlisted-value',
  summary: 'sends a value that is not on the list',
  seen: 'A newer caller, or an older one, with other values than these.',
  instead: onListed(() => ['something_new']),
});
