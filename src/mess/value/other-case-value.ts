import { valueMess } from '../mess.ts';
import { onListed } from '../places.ts';

export const otherCaseValue = valueMess({
  name: 'other-case-value',
  summary: 'writes one of the listed values in another case',
  seen: 'Constants of another language, people who type.',
  instead: onListed((value) =>
    [value.toUpperCase(), value.charAt(0).toUpperCase() + value.slice(1)].filter(
      (v, i, all) => v !== value && all.indexOf(v) === i,
    ),
  ),
});
