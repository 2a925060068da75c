import { defineShape } from './outage.ts';

const step = 200;

export const correlated = defineShape({
  name: 'correlated',
  summary: 'goes down some time after another one did, and stays down as long',
  seen: 'A zone that is lost, a certificate that all of them share, one failure that drags the next along.',
  params: { lag: { schema: { type: 'integer', minimum: 0, maximum: 600_000 }, usual: step } },
  spreads: true,
  tried: (_, place) => ({ lag: place * step }),
  over: ({ lag }, lasts) => lag + lasts,
  open:
    ({ lag }, lasts) =>
    ({ at }) =>
      at >= lag && at < lag + lasts ? 'struck' : 'well',
});
