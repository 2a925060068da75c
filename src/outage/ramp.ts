import { defineShape, share, whileItLasts } from './outage.ts';

export const ramp = defineShape({
  name: 'ramp',
  summary: 'fails at more and more of its calls, and is well at once afterwards',
  seen: 'A disk that fills, a leak, a quota that is used up, a bad release that reaches one instance after the other.',
  params: { to: share(100) },
  open: ({ to }, lasts) =>
    whileItLasts(lasts, ({ at, chance }) => (chance < ((to / 100) * at) / lasts ? 'struck' : 'well')),
});
