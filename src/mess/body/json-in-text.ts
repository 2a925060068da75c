import { bodyMess } from '../mess.ts';

export const jsonInText = bodyMess({
  name: 'json-in-text',
  summary: 'sends the JSON as a JSON text',
  seen: '`JSON.stringify` called once too often.',
  change: (text) => JSON.stringify(text),
});
