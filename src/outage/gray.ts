import { defineShape, share, whileItLasts } from './outage.ts';

export const gray = defineShape({
  name: 'gray',
  summary:
    'fails at always the same part of what it is asked for, however often it is asked again, and serves the rest',
  seen: 'One shard, one tenant, one model that is gone, while every health check is green.',
  params: { share: share(30) },
  open: ({ share: part }, lasts) => whileItLasts(lasts, ({ standing }) => (standing < part / 100 ? 'struck' : 'well')),
});
