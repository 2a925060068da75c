import { defineShape, milliseconds, share, whileItLasts } from './outage.ts';

export const flapping = defineShape({
  name: 'flapping',
  summary: 'is down and up again, over and over',
  seen: 'A process that dies of what it is asked and is started anew, a health check that takes instances out and in.',
  params: { period: milliseconds(400), down: share(50) },
  open: ({ period, down }, lasts) =>
    whileItLasts(lasts, ({ at }) => (at % period < (period * down) / 100 ? 'struck' : 'well')),
});
