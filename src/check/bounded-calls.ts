import { broken, type Check, holds, notApplicable } from './check.ts';

export const boundedCalls: Check = {
  name: 'bounded-calls',
  claim: 'one request causes no more downstream calls and model tokens than its budget allows',
  why: 'Retries multiply: three in the client, times three in the component, times three in the queue are 27 calls, just when the service is down.',
  fix: 'Retry in one layer only; switch the SDK’s own retries off or count them in.',
  ofOne: true,
  inTraffic: { byCalls: true },
  judge(contract, { case: played, ...seen }) {
    const { budget, delivers = [] } = contract.upstream[played.operation]!;
    // What is to be done in the end may be tried for as long as it takes.
    const calls = seen.calls.filter(
      (c) => !delivers.some(({ dependency, operation }) => c.dependency === dependency && c.operation === operation),
    );
    const cites = `/upstream/${played.operation}/budget`;
    for (const [dependency, limit] of Object.entries(budget.calls)) {
      const made = calls.filter((c) => c.dependency === dependency).length;
      if (made > limit)
        return broken({
          told: `One request caused ${made} calls of \`${dependency}\`.`,
          expected: `at most ${limit} call${limit === 1 ? '' : 's'} of \`${dependency}\``,
          cites: `${cites}/calls/${dependency}`,
          shape: 'calls',
          dependency,
        });
    }
    const tokens = calls.reduce((sum, c) => sum + (c.tokens ?? 0), 0);
    if (budget.tokens !== undefined && tokens > budget.tokens)
      return broken({
        told: `One request cost ${tokens} model tokens.`,
        expected: `at most ${budget.tokens} tokens`,
        cites: `${cites}/tokens`,
        shape: 'tokens',
      });
    return calls.length === 0 ? notApplicable('there was no downstream call') : holds;
  },
};
