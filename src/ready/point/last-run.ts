import type { Point } from '../point.ts';

export const lastRun: Point = {
  name: 'last-run',
  asks: 'did the component hold in its last run, and did that play all of its plan?',
  mend: 'Run `shakedown run --profile thorough --reporter json=.shakedown/report.json`, and mend what it finds.',
  score({ played }) {
    const pointer = '/component';
    if (typeof played === 'string') return { ready: false, told: played, pointer };
    const { file, verdict, open, trials, inconclusive, stopped, outdated } = played;
    const found = open > 0 ? `, ${open} finding${open === 1 ? '' : 's'}` : '';
    const unclear = inconclusive > 0 ? `, ${inconclusive} of ${trials} trials inconclusive` : `, ${trials} trials`;
    const told = `${verdict}${found}${unclear}${stopped ? ` – ${stopped}` : ''}${outdated ? ' – the contract has changed since' : ''} (${file})`;
    return { ready: verdict === 'holds' && !stopped && !outdated && trials > 0, told, pointer };
  },
};
