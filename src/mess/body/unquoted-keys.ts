import { bodyMess } from '../mess.ts';

export const unquotedKeys = bodyMess({
  name: 'unquoted-keys',
  summary: 'leaves the quotes of keys out',
  seen: 'JavaScript that was taken for JSON, HJSON, output of models.',
  change: (text) =>
    /"[a-z]\w*":/i.test(text) && text.startsWith('{') ? text.replace(/^\{"([a-z]\w*)":/i, '{$1:') : undefined,
});
