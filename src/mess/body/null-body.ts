import { bodyMess } from '../mess.ts';

export const nullBody = bodyMess({
  name: 'null-body',
  summary: 'sends null as its body',
  seen: '`JSON.stringify` of a result that was not there.',
  change: (text) => (text === 'null' ? undefined : 'null'),
});
