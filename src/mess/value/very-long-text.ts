import { valueMess } from '../mess.ts';
import { onText } from '../places.ts';

export const veryLongText = valueMess({
  name: 'very-long-text',
  summary: 'sends ten thousand characters',
  seen: 'A whole e-mail thread pasted into one field.',
  instead: onText((value) => {
    const words = `${value || 'text'} `;
    return [words.repeat(Math.ceil(10_000 / words.length)).slice(0, 10_000)];
  }),
});
