import { bodyMess } from '../mess.ts';

export const escapedSlashes = bodyMess({
  name: 'escaped-slashes',
  summary: 'escapes slashes',
  seen: '`json_encode` of PHP as it comes.',
  change: (text) => text.replaceAll('/', '\\/'),
});
