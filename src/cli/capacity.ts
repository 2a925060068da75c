import pc from 'picocolors';
import type { Contract } from '../contract/contract.ts';
import { nearest } from '../contract/nearest.ts';
import { freshSeed } from '../plan/seed.ts';
import type { Capacity, Step } from '../run/capacity.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { refuse } from './refuse.ts';
import { unlaunched } from './unlaunched.ts';

interface Flags {
  readonly contract: string;
  readonly operation: readonly string[];
  readonly most: number;
  readonly seconds: number;
  readonly seed?: number;
  readonly json: boolean;
}

export const capacityCommand: Command<Flags> = {
  command: 'capacity <contract>',
  describe: 'how many requests a second a component stands on this machine before a budget breaks or answers fail',
  positionals: { contract: { type: 'string', demandOption: true, describe: 'the contract of the component' } },
  options: {
    operation: { type: 'string', array: true, default: [], describe: 'only these operations; default: all' },
    most: { type: 'number', default: 1000, describe: 'requests a second to go up to' },
    seconds: { type: 'number', default: 2, describe: 'how long each rate is kept' },
    seed: { type: 'number', describe: 'decides requests and delays; default: a new one' },
    json: { type: 'boolean', default: false, describe: 'print what was found as JSON' },
  },
  examples: {
    '$0 capacity contracts/triage.contract.yaml': 'from the rate that the contract declares upward',
    '$0 capacity contracts/triage.contract.yaml --most 200 --seconds 5': 'not beyond 200 a second, each for longer',
  },
  run: findCapacity,
};

async function findCapacity(flags: Flags, context: Context): Promise<ExitCode> {
  const { most, seconds, json, seed = freshSeed() } = flags;
  if (!(most >= 1 && most <= 10_000)) return refuse('--most must be a number from 1 to 10000.', context);
  if (!(seconds >= 0.5 && seconds <= 600)) return refuse('--seconds must be a number from 0.5 to 600.', context);
  if (!Number.isSafeInteger(seed)) return refuse('--seed must be a whole number.', context);
  const contract = loadAll([flags.contract], context)?.contracts[0];
  if (!contract) return exitCodes.usage;
  const names = Object.keys(contract.upstream);
  const unknown = flags.operation.find((name) => !names.includes(name));
  if (unknown !== undefined)
    return refuse(`${contract.component.name} has no operation \`${unknown}\`.${hint(unknown, names)}`, context);
  const { capacity } = await import('../run/capacity.ts');
  try {
    const found = await capacity(contract, flags.operation.length > 0 ? flags.operation : names, {
      seed,
      most,
      seconds,
      signal: context.signal,
      ...(json ? {} : { tried: (operation, step) => context.print(stepLine(operation, step)) }),
    });
    if (context.signal.aborted) return exitCodes.interrupted;
    for (const line of json ? [document(found, contract, seed)] : found.flatMap(lines)) context.print(line);
    if (!json) context.print(pc.dim(`  seed ${seed}`));
    return codeOf(found);
  } catch (error) {
    return await unlaunched(error, context);
  }
}

const hint = (name: string, names: readonly string[]): string => {
  const close = nearest(name, names);
  return close === undefined ? ` It has: ${names.join(', ')}.` : ` Did you mean \`${close}\`?`;
};

/** The version of the document that `--json` prints. A change that would break a reader raises it. */
const documentVersion = 1;

const document = (operations: readonly Capacity[], { component }: Contract, seed: number): string =>
  JSON.stringify({ capacity: documentVersion, component: component.name, seed, operations }, null, 2);

const marks = { holds: pc.green('✓'), 'too much': pc.red('✗'), spoiled: pc.yellow('?') };
const ms = (time: number) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;
const perSecond = (rate: number) => `${rate.toFixed(rate < 10 ? 1 : 0)}/s`;

function stepLine(operation: string, step: Step): string {
  const { rate, goodput, p50, p95, verdict, because } = step;
  const figures = `${perSecond(goodput)} well answered   p50 ${ms(p50)}   p95 ${ms(p95)}`;
  return `${marks[verdict]} ${operation} at ${perSecond(rate)}: ${figures}${because ? `   ${because}` : ''}`;
}

function lines({ operation, declared, holds, breaks, steps, beyond }: Capacity): string[] {
  const spoiled = steps.at(-1)?.verdict === 'spoiled' ? ': the harness itself was at its end' : '';
  const upTo = holds === undefined ? 'holds at no rate that was tried' : `holds at ${perSecond(holds)}`;
  const said =
    breaks !== undefined
      ? `${upTo}; ${perSecond(breaks)} is too much`
      : holds === undefined
        ? `: nothing can be said${spoiled}`
        : `${upTo}, and maybe more${spoiled}`;
  const after =
    beyond && `  at ${perSecond(beyond.rate)}: ${perSecond(beyond.goodput)} well answered; ${tally(beyond)}`;
  return [pc.bold(`${operation} ${said} (declared: ${perSecond(declared)})`), ...(after ? [after] : [])];
}

const tally = ({ answers, requests }: Step): string =>
  Object.entries(answers)
    .sort(([, a], [, b]) => b - a)
    .map(([answer, count]) => `${answer} ${Math.round((100 * count) / requests)} %`)
    .join(', ');

/** What counts is the rate that the contract declares. */
function codeOf(found: readonly Capacity[]): ExitCode {
  if (found.some(({ holds, breaks, declared }) => breaks !== undefined && (holds ?? 0) < declared))
    return exitCodes.found;
  return found.some(({ holds }) => holds === undefined) ? exitCodes.inconclusive : exitCodes.holds;
}
