import { requestMess } from '../mess.ts';
import { withPath } from '../target.ts';

export const trailingSlash = requestMess({
  name: 'trailing-slash',
  summary: 'ends the path with a slash',
  seen: 'Base addresses that were joined with care, but not enough.',
  change: ({ request }) => (/\/(\?|$)/.test(request.target) ? [] : [withPath(request, (path) => `${path}/`)]),
});
