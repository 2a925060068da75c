import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';
import { renamed } from '../renamed.ts';

export const renamedMember = valueMess({
  name: 'renamed-member',
  summary: 'sends a member under another name',
  seen: 'Another version of the caller, before or after a field was renamed.',
  instead: onObject((value) =>
    Object.keys(value)
      .slice(0, 1)
      .map((key) => renamed(value, (k) => (k === key ? `${key}_value` : k)))
      .filter((v) => v !== undefined),
  ),
});
