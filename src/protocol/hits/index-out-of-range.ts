import { defineFault } from '../../fault/fault.ts';
import { spoiling } from './hits.ts';

export const indexOutOfRange = defineFault({
  name: 'index-out-of-range',
  summary: 'ranks a document first that it was never sent',
  seen: 'Rerankers behind a batching proxy that mixes requests up. `documents[index]` is then undefined.',
  leaves: 'tainted',
  ...spoiling(
    ({ list: [first, ...others], id }) => [{ ...first, [id]: 1000 }, ...others],
    'its healthy reply has no hits',
  ),
});
