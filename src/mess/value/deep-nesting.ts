import { Literal, valueMess } from '../mess.ts';
import { onInner } from '../places.ts';

export const deepNesting = valueMess({
  name: 'deep-nesting',
  summary: 'nests lists a thousand deep where a value belongs',
  seen: 'Fuzzers and attackers; a tree that refers to itself. Readers differ in how deep they go.',
  leeway: true,
  instead: onInner(() => [new Literal(`${'['.repeat(1000)}${']'.repeat(1000)}`)]),
});
