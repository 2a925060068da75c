import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const lineBreaks = valueMess({
  name: 'line-breaks',
  summary: 'puts line breaks and what looks like a header into a text',
  seen: 'Attempts to inject a header; addresses of several lines.',
  instead: saying('\r\nX-Injected: 1\r\n.'),
});
