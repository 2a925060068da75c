import { bodyMess } from '../mess.ts';

export const cutOff = bodyMess({
  name: 'cut-off',
  summary: 'stops in the middle of the body',
  seen: 'A limit on the length of a field, a log that was replayed.',
  change: (text) => (/^[{["]/.test(text) ? text.slice(0, Math.ceil(text.length / 2)) : undefined),
});
