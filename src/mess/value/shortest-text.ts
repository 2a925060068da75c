import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const shortestText = valueMess({
  name: 'shortest-text',
  summary: 'sends as few characters as are allowed, or one',
  seen: 'Names of one letter, a question that is only a question mark.',
  instead: onText((value, { node: { minLength: least } }) => [
    [...value].slice(0, typeof least === 'number' ? Math.max(least, 1) : 1).join(''),
  ]),
});
