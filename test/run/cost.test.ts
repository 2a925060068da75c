import { describe, expect, it } from '@jest/globals';
import type { Call, Observation } from '../../src/observation/observation.ts';
import { costsOf, trialCosts } from '../../src/run/cost.ts';

const call = (tokens?: number) => ({ dependency: 'llm', ...(tokens ? { tokens } : {}) }) as Call;

/** A trial of one request of `ask`, with the faults of these dependencies. */
function seen(id: string, calls: readonly Call[], ...failing: string[]): Parameters<typeof costsOf>[0][number] {
  const schedule = failing.map((dependency) => ({ dependency, operation: 'chat', call: 1, recurs: 'every' as const }));
  return { id, costs: trialCosts([{ case: { operation: 'ask', schedule }, calls } as unknown as Observation]) };
}

describe('the cost of a request', () => {
  it('is told for each failing dependency, at the trial that made it dearest', () => {
    const costs = costsOf([
      seen('ask/none/healthy', [call(100)]),
      seen('ask/llm/server-error', [call(), call(), call(100)], 'llm'),
      seen('ask/llm/null-field', [call(100), call(100)], 'llm'),
      seen('ask/search/silence', [call(100)], 'search'),
    ]);
    expect(costs).toEqual([
      {
        operation: 'ask',
        dependency: 'llm',
        healthy: { calls: 1, tokens: 100 },
        calls: { trial: 'ask/llm/server-error', spent: 3 },
        tokens: { trial: 'ask/llm/null-field', spent: 200 },
      },
      {
        operation: 'ask',
        dependency: 'search',
        healthy: { calls: 1, tokens: 100 },
        calls: { trial: 'ask/search/silence', spent: 1 },
        tokens: { trial: 'ask/search/silence', spent: 100 },
      },
    ]);
  });

  it('is not told of faults in two dependencies, nor without a healthy request to compare with', () => {
    expect(costsOf([seen('ask/llm/silence', [call()], 'llm')])).toEqual([]);
    expect(
      costsOf([seen('ask/none/healthy', [call()]), seen('ask/llm/a+b', [call(), call()], 'llm', 'search')]),
    ).toEqual([]);
  });
});
