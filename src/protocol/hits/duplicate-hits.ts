import { defineFault } from '../../fault/fault.ts';
import { changing } from './hits.ts';

export const duplicateHits = defineFault({
  name: 'duplicate-hits',
  summary: 'names its best hit twice, with the same id',
  seen: 'Stores while a shard is moved, and searches that are merged from several replicas. What is keyed by the id stumbles.',
  leaves: 'doubtful',
  ...changing(({ list }) => [list[0]!, ...list], 'its healthy reply has no hits'),
});
