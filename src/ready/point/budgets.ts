import { step } from '../../contract/pointer.ts';
import { isWritten, type Point, some } from '../point.ts';

export const budgets: Point = {
  name: 'budgets',
  asks: 'does each operation declare its deadline, its latency, and how often it calls each dependency?',
  mend: 'Write `budget: { latency: { p95: 600ms }, deadline: 2s, calls: { llm: 3 } }`: what is not written is a default that nobody chose.',
  score({ contract }) {
    const missing = Object.keys(contract.upstream).flatMap((name) => {
      const at = `${step('/upstream', name)}/budget`;
      const calls = Object.values(contract.downstream).some(({ target }) => target === undefined) ? ['calls'] : [];
      return ['deadline', 'latency', ...calls]
        .filter((key) => !isWritten(contract, `${at}/${key}`))
        .map((key) => ({ at: step('/upstream', name), told: `${key} of ${name}` }));
    });
    const told = missing.length > 0 ? `not declared: ${some(missing.map((one) => one.told))}` : 'declared';
    return { ready: missing.length === 0, told, pointer: missing[0]?.at ?? '/upstream' };
  },
};
