import { defineFault } from '../../fault/fault.ts';
import { changing } from './hits.ts';

export const unsortedScores = defineFault({
  name: 'unsorted-scores',
  summary: 'sends its hits with the worst first',
  seen: 'Gateways that merge several stores, rerankers that keep the order of the input. Who takes the first hit takes the wrong one.',
  leaves: 'doubtful',
  ...changing(({ list }) => (list.length > 1 ? [...list].reverse() : undefined), 'its healthy reply has no two hits'),
});
