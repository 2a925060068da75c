import { requestMess } from '../mess.ts';
import { withQuery } from '../target.ts';

export const longQuery = requestMess({
  name: 'long-query',
  summary: 'adds a query parameter of 8 KiB',
  seen: 'Search pages that keep their state in the address; servers limit its length, each at another length.',
  change: ({ request }) => [withQuery(request, `state=${'s'.repeat(8192)}`)],
});
