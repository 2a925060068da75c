import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const floatForInteger = valueMess({
  name: 'float-for-integer',
  summary: 'writes an integer with a decimal point: `1.0`',
  seen: 'Python, Lua and R, where a number is often a float; JSON Schema takes `1.0` for an integer.',
  instead: onNumber((value) => (/^-?\d+$/.test(String(value)) ? [new Literal(`${value}.0`)] : [])),
});
