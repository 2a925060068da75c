import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const latin1Charset = requestMess({
  name: 'latin-1-charset',
  summary: 'says that its JSON is Latin-1',
  seen: 'Old servlet containers, whose default it is; the charset of JSON has no meaning, and some readers obey it.',
  ofBody: true,
  change: ({ request }) => [
    {
      pointer: '/headers/content-type',
      was: 'application/json',
      became: 'application/json; charset=iso-8859-1',
      request: withHeader(request, 'content-type', 'application/json; charset=iso-8859-1'),
    },
  ],
});
