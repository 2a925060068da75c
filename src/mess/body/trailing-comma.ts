import { bodyMess } from '../mess.ts';

export const trailingComma = bodyMess({
  name: 'trailing-comma',
  summary: 'leaves a comma before the last bracket',
  seen: 'JSON put together by hand or by a template, configuration that was edited in a hurry.',
  change: (text) => (/[^[{\s]\s*[}\]]\s*$/.test(text) ? text.replace(/(\s*[}\]]\s*)$/, ',$1') : undefined),
});
