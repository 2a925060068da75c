import { bodyMess } from '../mess.ts';

export const prettyPrinted = bodyMess({
  name: 'pretty-printed',
  summary: 'spreads the JSON over lines, with a line break at its end',
  seen: 'People, editors, `jq`.',
  change: (_, { input: { body } }) => `${JSON.stringify(body, null, 2)}\r\n`,
});
