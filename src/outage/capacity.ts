import { defineShape, perSecond } from './outage.ts';

export const capacity = defineShape({
  name: 'capacity',
  summary: 'turns away the calls above a rate, while it lasts',
  seen: 'A rate limit of a model API (429), a pool that is full (503).',
  limits: true,
  params: { rate: perSecond(10) },
  // Half of what comes is too much.
  tried: (offered) => ({ rate: offered / 2 }),
  open: ({ rate }, lasts) => {
    // A bucket that holds a tenth of a second of calls.
    const most = Math.max(1, rate / 10);
    let left = most;
    let last = 0;
    return ({ at }) => {
      if (at < 0 || at >= lasts) return 'well';
      left = Math.min(most, left + ((at - last) * rate) / 1000);
      last = at;
      if (left < 1) return 'struck';
      left -= 1;
      return 'well';
    };
  },
});
