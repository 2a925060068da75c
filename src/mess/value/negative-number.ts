import { valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const negativeNumber = valueMess({
  name: 'negative-number',
  summary: 'changes the sign of a number',
  seen: 'Refunds, corrections, a stock that was oversold.',
  instead: onNumber((value) => (value > 0 ? [-value] : [])),
});
