// Runs in a process of its own, beside the one of the tests: says what contracts say of requests and answers.
import type { Loaded } from '../../contract/load.ts';
import { formatProblem } from '../../contract/problem.ts';
import { loadContract } from '../../run/load.ts';
import type { Question, Ruling } from './question.ts';
import { ruling } from './ruling.ts';

const contracts = new Map<string, Loaded>();

process.on('message', ({ id, question }: { readonly id: number; readonly question: Question }) => {
  process.send!({ id, ruling: rule(question) });
});
process.once('disconnect', () => process.exit());

function rule(question: Question): Ruling {
  const { file } = question;
  const loaded = contracts.get(file) ?? loadContract(file);
  contracts.set(file, loaded);
  if (loaded.contract) return ruling(loaded.contract, question);
  return { pass: false, unclear: true, told: loaded.problems.map(formatProblem).join('\n') };
}
