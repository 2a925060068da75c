import { defineShape, milliseconds, share, whileItLasts } from './outage.ts';

// Of slow replies, one in a hundred takes ten times as long as the middle one.
const spread = Math.log(10) / 2.326;

export const latencyBrownOut = defineShape({
  name: 'latency-brown-out',
  summary: 'is slow at a share of its calls while it lasts: half of those take longer than `median`, some much longer',
  seen: 'A cold cache, a garbage collector, a neighbour on the same machine, a model under load.',
  does: 'delays',
  params: { share: share(50), median: milliseconds(300) },
  open: ({ share: slow, median }, lasts) =>
    whileItLasts(lasts, ({ chance }) => {
      if (chance >= slow / 100) return 'well';
      return { after: median * Math.exp(spread * normal((chance * 100) / slow)) };
    }),
});

/** The value that a normal distribution stays below with a probability: close enough to spread delays (Tukey's lambda). */
function normal(probability: number): number {
  const p = Math.min(0.995, Math.max(0.005, probability));
  return (p ** 0.1349 - (1 - p) ** 0.1349) / 0.1975;
}
