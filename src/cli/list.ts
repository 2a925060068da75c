import { checks } from '../check/index.ts';
import { lintRules } from '../contract/lint/index.ts';
import { formatProblem } from '../contract/problem.ts';
import type { Fault } from '../fault/fault.ts';
import { choicesOnSockets, socketOnly } from '../fault/without-socket.ts';
import { allMesses } from '../mess/index.ts';
import { shapes } from '../outage/index.ts';
import { freshSeed } from '../plan/seed.ts';
import { allFaults, declaredAs, isAnswered, protocols } from '../protocol/index.ts';
import { reporters } from '../report/index.ts';
import { scenarioRules } from '../scenario/lint/index.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';
import { libraryHere } from './scenarios.ts';

const listable = [
  'trials',
  'faults',
  'mess',
  'outages',
  'checks',
  'protocols',
  'rules',
  'reporters',
  'scenarios',
] as const;

interface Flags {
  readonly what: (typeof listable)[number];
  readonly contracts?: readonly string[];
}

export const listCommand: Command<Flags> = {
  command: 'list <what> [contracts..]',
  describe:
    'list what there is: the trials of a contract, the faults, the mess kinds, the outages, the checks, the scenarios, …',
  positionals: {
    what: { choices: listable, demandOption: true, describe: 'what to list' },
    contracts: contractsPositional,
  },
  options: {},
  configured: ['contracts'],
  examples: {
    '$0 list faults': 'every way in which a dependency can misbehave',
    '$0 list mess': 'every way in which a request can differ from the clean sample',
    '$0 list reporters': 'every form that a report can have',
    '$0 list scenarios': 'those that come with Shakedown, and your own in scenarios/',
    '$0 list trials contracts/triage.contract.yaml':
      'launches the component, watches which calls it makes, and lists what would be tried',
  },
  run: ({ what, contracts = [] }, context) => {
    if (what === 'trials') return listTrials(contracts, context);
    if (what === 'scenarios') return listScenarios(context);
    const rows = {
      faults: faultRows,
      mess: messRows,
      outages: outageRows,
      checks: checkRows,
      protocols: protocolRows,
      rules: ruleRows,
      reporters: reporterRows,
    }[what]();
    const width = Math.max(...rows.map(([name]) => name.length));
    for (const [name, text] of rows) context.print(`${name.padEnd(width)}  ${text}`);
    return exitCodes.holds;
  },
};

type Rows = [name: string, text: string][];
const faultRows = (): Rows =>
  allFaults.map(({ fault, layer }) => [
    fault.name,
    `${layer.padEnd(10)} ${fault.leaves.padEnd(8)} ${fault.summary}${onSockets(fault, layer)}`,
  ]);
/** Where msw and nock cannot have it. */
function onSockets(fault: Fault, layer: string): string {
  const owner = protocols.find(({ name }) => name === layer);
  if ((owner && !isAnswered(owner)) || socketOnly(fault) !== undefined) return ' (on sockets only)';
  const some = choicesOnSockets(fault);
  return some.length > 0 ? ` (on sockets only: ${some.join(', ')})` : '';
}
const messRows = (): Rows => allMesses.map(({ mess, level }) => [mess.name, `${level.padEnd(8)} ${mess.summary}`]);
const outageRows = (): Rows => shapes.map(({ name, summary }) => [name, summary]);
const checkRows = (): Rows => checks.map((c) => [c.name, c.claim]);
const protocolRows = (): Rows => [...protocols, ...declaredAs].map((p) => [p.name, p.summary]);
const reporterRows = (): Rows => reporters.map(({ name, summary }) => [name, summary]);
const ruleRows = (): Rows => [
  ['readable', 'a file is text of a bearable size and depth'],
  ['syntax', 'a file is YAML or JSON'],
  ['version', 'a file says which version of the format it has'],
  ['shape', 'every value has the form that the format wants'],
  ['unknown-key', 'every key is one of the format'],
  ['missing-key', 'no key is missing'],
  ['ref', 'every `$ref` leads to something inside the project, and not in circles'],
  ...[...lintRules, ...scenarioRules].map((r): Rows[number] => [r.name, r.summary]),
];

function listScenarios({ print, complain }: Context): ExitCode {
  const { scenarios, overridden, problems } = libraryHere();
  for (const problem of problems) complain(formatProblem(problem));
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  let family: string | undefined;
  for (const one of scenarios) {
    if (one.family !== family) {
      if (family !== undefined) print('');
      family = one.family;
      print(family);
    }
    const whose = overridden.includes(one.name) ? ' (yours, instead of the shipped one)' : ' (yours)';
    print(`  ${one.name.padEnd(width)}  ${one.title}${one.shipped ? '' : whose}`);
  }
  return problems.length > 0 ? exitCodes.usage : exitCodes.holds;
}

async function listTrials(named: readonly string[], context: Context): Promise<ExitCode> {
  const loaded = loadAll(named, context);
  if (!loaded) return exitCodes.usage;
  const { run } = await import('../run/run.ts');
  const results = [];
  for (const contract of loaded.contracts) {
    results.push(
      await run(contract, {
        seed: freshSeed(),
        profile: 'standard',
        only: [],
        rigs: 1,
        shrink: false,
        bail: false,
        dryRun: true,
        signal: context.signal,
        listen: (event) => {
          if (event.kind === 'planned')
            for (const trial of event.plan.trials)
              context.print(`${trial.id}  ${trial.cases.length} case${trial.cases.length === 1 ? '' : 's'}`);
          else if (event.kind === 'ended' && event.result.stopped?.why !== 'planned only')
            context.complain(event.result.stopped?.detail ?? '');
        },
      }),
    );
  }
  return exitCodeOf(results, false);
}
