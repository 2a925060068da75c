import { valueMess } from '../mess.ts';
import { onObject } from '../places.ts';
import { renamed } from '../renamed.ts';

const camel = (key: string) => key.replaceAll(/(?<=\w)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const snake = (key: string) => key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const otherStyleMembers = valueMess({
  name: 'other-style-members',
  summary: 'writes the names of members in another style: `camelCase` for `snake_case`, and back',
  seen: 'Serialisers that rename on their own, a caller in another language.',
  instead: onObject((value) =>
    [renamed(value, (key) => (key.includes('_') ? camel(key) : snake(key)))].filter((v) => v !== undefined),
  ),
});
