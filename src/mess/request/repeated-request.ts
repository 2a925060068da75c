import { requestMess } from '../mess.ts';
import { sentOtherwise } from '../sending.ts';

export const repeatedRequest = requestMess({
  name: 'repeated-request',
  summary: 'sends the same request twice',
  seen: 'Queues that deliver at least once, callers that retry after a lost answer, double clicks.',
  leeway: false,
  *change({ request }) {
    for (const again of ['afterwards', 'at once'] as const)
      yield sentOtherwise(request, again === 'afterwards' ? 'twice, one after the other' : 'twice at once', { again });
  },
});
