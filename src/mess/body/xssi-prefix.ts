import { bodyMess } from '../mess.ts';

export const xssiPrefix = bodyMess({
  name: 'xssi-prefix',
  summary: 'starts the body with the guard of some web APIs',
  seen: 'Replies of APIs that guard against script inclusion, sent on as they came.',
  change: (text) => `)]}',\n${text}`,
});
