import { Literal, valueMess } from '../mess.ts';
import { onNumber } from '../places.ts';

export const beyondSafeInteger = valueMess({
  name: 'beyond-safe-integer',
  summary: 'sends an integer beyond 2^53',
  seen: 'Snowflake identifiers; readers that use floats change the last digits.',
  leeway: true,
  instead: onNumber(() => [new Literal('9007199254740993')]),
});
