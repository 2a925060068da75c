import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const jsonSuffixType = requestMess({
  name: 'json-suffix-type',
  summary: 'says that its JSON is a kind of JSON of its own',
  seen: 'Clients of JSON:API, of problem details, of cloud events.',
  ofBody: true,
  change: ({ request }) => [
    {
      pointer: '/headers/content-type',
      was: 'application/json',
      became: 'application/vnd.api+json',
      request: withHeader(request, 'content-type', 'application/vnd.api+json'),
    },
  ],
});
