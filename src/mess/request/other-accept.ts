import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const otherAccept = requestMess({
  name: 'other-accept',
  summary: 'asks for another type than JSON',
  seen: 'Browsers, default headers of HTTP libraries. A server may send JSON anyway, or say that it cannot.',
  *change({ request }) {
    const was = request.headers.find(([name]) => name.toLowerCase() === 'accept')?.[1];
    for (const type of ['text/html', 'application/xml;q=0.9'])
      yield { pointer: '/headers/accept', was, became: type, request: withHeader(request, 'accept', type) };
  },
});
