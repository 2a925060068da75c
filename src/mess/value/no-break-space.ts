import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const noBreakSpace = valueMess({
  name: 'no-break-space',
  summary: 'puts a no-break space into a text',
  seen: 'Copied from word processors and web pages.',
  instead: saying('\u00a0'),
});
