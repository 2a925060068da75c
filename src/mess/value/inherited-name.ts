import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';

export const inheritedName = valueMess({
  name: 'inherited-name',
  summary: 'adds a member whose name every JavaScript object has already',
  seen: 'A field that is called `constructor`, of a building or of a race; attempts at prototype pollution.',
  instead: onObject((value) => (Object.hasOwn(value, 'constructor') ? [] : [{ ...value, constructor: 'v2' }])),
});
