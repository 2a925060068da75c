import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const tinyNumber = valueMess({
  name: 'tiny-number',
  summary: 'sends a number that is almost zero',
  seen: 'Scores and probabilities of models, written with an exponent.',
  instead: onNumber((_, { node }) => ('multipleOf' in node ? [] : [1e-7])),
});
