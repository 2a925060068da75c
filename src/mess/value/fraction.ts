import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const fraction = valueMess({
  name: 'fraction',
  summary: 'sends half of one more where the number was whole',
  seen: 'Averages, shares, a slider without steps.',
  instead: onNumber((value) => (Number.isInteger(value) && Math.abs(value) < 1e9 ? [value + 0.5] : [])),
});
