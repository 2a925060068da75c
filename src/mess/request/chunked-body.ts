import { requestMess } from '../mess.ts';
import { cutsOf, sentOtherwise } from '../sending.ts';

export const chunkedBody = requestMess({
  name: 'chunked-body',
  summary: 'sends its body in three chunks and does not say how long it is',
  seen: 'Streaming clients, proxies that pass on while they read. RFC 9112, 6.3 lets a server insist on a length.',
  ofBody: true,
  change: ({ request }) =>
    request.body!.length === 0
      ? []
      : [sentOtherwise(request, 'in three chunks', { cuts: cutsOf(request.body!, 3), chunked: true })],
});
