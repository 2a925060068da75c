import type { Point } from '../point.ts';

export const lint: Point = {
  name: 'lint',
  asks: 'does lint have nothing to say about the contract?',
  mend: 'See `shakedown lint`: each problem says what to write instead.',
  score({ problems: all }) {
    // What has expired is asked for by itself.
    const problems = all.filter(({ severity }) => severity !== 'expired');
    const [first] = problems;
    const told = first
      ? `${problems.length}, the first in ${first.file}:${first.line}: ${first.message}`
      : 'nothing to say';
    return { ready: problems.length === 0, told, pointer: '' };
  },
};
