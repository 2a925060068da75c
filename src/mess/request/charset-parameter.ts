import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const charsetParameter = requestMess({
  name: 'charset-parameter',
  summary: 'names the charset of its JSON, in capitals',
  seen: 'Java and .NET clients; names of media types are the same in every case.',
  ofBody: true,
  leeway: false,
  *change({ request }) {
    for (const type of ['application/json; charset=UTF-8', 'Application/JSON;charset="utf-8"'])
      yield {
        pointer: '/headers/content-type',
        was: 'application/json',
        became: type,
        request: withHeader(request, 'content-type', type),
      };
  },
});
