import { defineFault } from '../../fault/fault.ts';
import { changing } from './hits.ts';

export const zeroHits = defineFault({
  name: 'zero-hits',
  summary: 'finds nothing: a success with an empty list of hits',
  seen: 'A collection that is being filled anew, a filter on a member that was renamed, an index of another region: up, fast and empty.',
  // Whoever answers from what was found has nothing to answer from. `treats` says so where no hits are an answer.
  leaves: 'tainted',
  ...changing(() => [], 'its healthy reply has no hits'),
});
