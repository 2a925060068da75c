import { defineFault } from '../../fault/fault.ts';
import { spoiling } from './hits.ts';

export const nullPayload = defineFault({
  name: 'null-payload',
  summary: 'sends its hits without what they stand for: `null` as the payload of each',
  seen: 'Points that were written before there was a payload, `with_payload` dropped by a gateway. The ids are right, and there is no text.',
  leaves: 'tainted',
  ...spoiling(
    ({ list, payload }) => (payload ? list.map((hit) => ({ ...hit, [payload]: null })) : undefined),
    'its healthy hits have no payload',
  ),
});
