import { bodyMess } from '../mess.ts';

export const singleQuotes = bodyMess({
  name: 'single-quotes',
  summary: 'writes single quotes for double ones',
  seen: '`str(dict)` of Python, JSON typed by hand, output of models.',
  change: (text) => (text.includes('"') ? text.replaceAll('"', "'") : undefined),
});
