import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';

export const prototypeMember = valueMess({
  name: 'prototype-member',
  summary: 'adds a member that is called `__proto__`',
  seen: 'Attempts at prototype pollution. Some servers refuse every such body, some leave the member out.',
  leeway: true,
  // As an entry: written as it is, it would be the prototype.
  instead: onObject((value) => [Object.fromEntries([...Object.entries(value), ['__proto__', { extra: 'v2' }]])]),
});
