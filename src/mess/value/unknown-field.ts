import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';

export const unknownField = valueMess({
  name: 'unknown-field',
  summary: 'adds a member that nobody asked for',
  seen: 'A newer caller, trackers, whole records sent as they come from the database.',
  instead: onObject((value, { node }) =>
    ['client_version', 'trace_id', 'extra']
      .filter((key) => !Object.hasOwn(value, key) && !Object.hasOwn(node.properties ?? {}, key))
      .slice(0, 1)
      .map((key) => ({ ...value, [key]: 'v2' })),
  ),
});
