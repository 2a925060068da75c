import { isValid } from '../../contract/json-schema.ts';
import { bodyMess } from '../mess.ts';

export const emptyBody = bodyMess({
  name: 'empty-body',
  summary: 'sends no body at all',
  seen: 'A proxy that follows a redirect, a caller whose variable was empty.',
  // Many frameworks read no body as `{}` or null: where that is allowed, nobody can say what no body means.
  change: (_, { schema }) => ([{}, null].some((value) => isValid(schema!, value)) ? undefined : ''),
});
