import { defineShape, milliseconds } from './outage.ts';

// After so many half-lives one call in a hundred would still fail: that is called well.
const halfLives = Math.log2(100);

export const slowRecovery = defineShape({
  name: 'slow-recovery',
  summary: 'fails at every call while it lasts, and then at fewer and fewer: half as many after each half-life',
  seen: 'A service that comes back with cold caches, instance by instance, into the retries of all its callers.',
  params: { 'half-life': milliseconds(150) },
  over: (values, lasts) => lasts + halfLives * values['half-life'],
  open: (values, lasts) => {
    const over = lasts + halfLives * values['half-life'];
    return ({ at, chance }) => {
      if (at < 0 || at >= over) return 'well';
      return chance < 2 ** (-Math.max(0, at - lasts) / values['half-life']) ? 'struck' : 'well';
    };
  },
});
