import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const smartQuotes = valueMess({
  name: 'smart-quotes',
  summary: 'puts typographic quotes and dashes into a text',
  seen: 'Phones and word processors that correct what is typed.',
  instead: saying('“quoted” – it’s…'),
});
