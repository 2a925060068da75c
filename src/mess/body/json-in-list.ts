import { bodyMess } from '../mess.ts';

export const jsonInList = bodyMess({
  name: 'json-in-list',
  summary: 'wraps the body in a list',
  seen: 'A batch of one, event webhooks.',
  change: (text) => `[${text}]`,
});
