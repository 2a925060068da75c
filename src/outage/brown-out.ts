import { defineShape, share, whileItLasts } from './outage.ts';

export const brownOut = defineShape({
  name: 'brown-out',
  summary: 'fails at a share of its calls while it lasts',
  seen: 'One bad instance of several behind a balancer, a service at the edge of what it can bear.',
  params: { share: share(50) },
  open: ({ share: struck }, lasts) => whileItLasts(lasts, ({ chance }) => (chance < struck / 100 ? 'struck' : 'well')),
});
