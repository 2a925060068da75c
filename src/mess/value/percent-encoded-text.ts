import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const percentEncodedText = valueMess({
  name: 'percent-encoded-text',
  summary: 'sends a text in percent-encoding',
  seen: 'Values copied from an address bar, encoded once too often.',
  instead: onText((value) => [encodeURIComponent(/[^\w.~-]/.test(value) ? value : `${value} & co`)]),
});
