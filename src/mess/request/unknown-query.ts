import { requestMess } from '../mess.ts';
import { withQuery } from '../target.ts';

export const unknownQuery = requestMess({
  name: 'unknown-query',
  summary: 'adds a query parameter that nobody asked for',
  seen: 'Trackers, cache busters.',
  leeway: false,
  change: ({ request, operation }) =>
    Object.hasOwn(operation.accepts.query, '_') ? [] : [withQuery(request, '_=1714564800000')],
});
