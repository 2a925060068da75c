import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';
import { renamed } from '../renamed.ts';

export const capitalisedMembers = valueMess({
  name: 'capitalised-members',
  summary: 'writes the names of members with a capital first letter',
  seen: 'C# and Go, whose serialisers take the name of the field.',
  instead: onObject((value) =>
    [renamed(value, (key) => key.charAt(0).toUpperCase() + key.slice(1))].filter((v) => v !== undefined),
  ),
});
