import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const templateInText = valueMess({
  name: 'template-in-text',
  summary: 'puts placeholders of template languages into a text',
  seen: 'Mail merges that failed, attempts at injection.',
  instead: saying('{{7*7}} ${7*7} <%= 7*7 %>', '{name} %s %(name)s'),
});
