import { bodyMess } from '../mess.ts';

export const plainWords = bodyMess({
  name: 'plain-words',
  summary: 'sends words instead of JSON',
  seen: 'A chat client pointed at the wrong address, health checks with a body.',
  change: () => 'Hello, my order has not arrived yet.',
});
