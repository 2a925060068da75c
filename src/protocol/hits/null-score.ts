import { defineFault } from '../../fault/fault.ts';
import { spoiling } from './hits.ts';

export const nullScore = defineFault({
  name: 'null-score',
  summary: 'sends `null` as the score of its best hit',
  seen: 'A score that was NaN and became `null` on its way into JSON. The official clients hand it on.',
  leaves: 'tainted',
  ...spoiling(
    ({ list: [first, ...others], score }) => [{ ...first, [score]: null }, ...others],
    'its healthy reply has no hits',
  ),
});
