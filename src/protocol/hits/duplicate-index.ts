import { defineFault } from '../../fault/fault.ts';
import { spoiling } from './hits.ts';

export const duplicateIndex = defineFault({
  name: 'duplicate-index',
  summary: 'ranks the same document twice, and leaves another one out',
  seen: 'Rerankers that score in batches and merge them. A document is lost, and nobody has said so.',
  leaves: 'tainted',
  ...spoiling(
    ({ list }) => (list.length > 1 ? [...list.slice(0, -1), list[0]!] : undefined),
    'its healthy reply has no two hits',
  ),
});
