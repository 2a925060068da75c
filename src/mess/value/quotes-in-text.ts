import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const quotesInText = valueMess({
  name: 'quotes-in-text',
  summary: 'puts quotes and backslashes into a text',
  seen: 'Inches, Windows paths, citations.',
  instead: saying("5\" \\ C:\\new 'x'"),
});
