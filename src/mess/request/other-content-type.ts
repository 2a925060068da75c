import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const otherContentType = requestMess({
  name: 'other-content-type',
  summary: 'says that its JSON is something else, or does not say what it is',
  seen: '`fetch` without a content-type, `curl -d`, proxies and gateways that drop headers.',
  ofBody: true,
  *change({ request }) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', undefined])
      yield {
        pointer: '/headers/content-type',
        was: 'application/json',
        ...(type === undefined ? {} : { became: type }),
        request: withHeader(request, 'content-type', type),
      };
  },
});
