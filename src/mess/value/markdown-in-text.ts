import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const markdownInText = valueMess({
  name: 'markdown-in-text',
  summary: 'puts Markdown into a text',
  seen: 'Output of models, fed to the next one.',
  instead: saying('```json\n{"a": 1}\n``` **bold** # title'),
});
