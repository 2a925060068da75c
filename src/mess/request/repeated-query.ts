import { requestMess } from '../mess.ts';
import { withQuery } from '../target.ts';

export const repeatedQuery = requestMess({
  name: 'repeated-query',
  summary: 'names a query parameter twice',
  seen: 'Forms with several boxes, links put together from parts. Nothing says which one counts.',
  change: ({ request }) =>
    request.target.includes('?') ? [withQuery(request, request.target.split('?')[1]!.split('&')[0]!)] : [],
});
