import { bodyMess } from '../mess.ts';

export const jsonTwice = bodyMess({
  name: 'json-twice',
  summary: 'sends the JSON twice, one after the other',
  seen: 'A buffer that was flushed twice, newline-delimited JSON.',
  change: (text) => `${text}\n${text}`,
});
