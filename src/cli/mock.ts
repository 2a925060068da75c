import type { Contract } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import type { Call, MetConnection } from '../observation/observation.ts';
import type { Outage } from '../observation/traffic.ts';
import { freshSeed } from '../plan/seed.ts';
import { printable } from '../report/printable.ts';
import { faultText } from '../report/timeline.ts';
import { wallTime } from '../rig/clock.ts';
import type { Mock } from '../rig/control/mock.ts';
import type { Staged } from '../rig/control/staged.ts';
import type { StandingFault } from '../rig/control/standing-faults.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { oneScenario, scenarioOffer } from './scenarios.ts';
import { stagedScenario } from './staged-scenario.ts';
import { outOption } from './store.ts';
import { unlaunched } from './unlaunched.ts';

interface Flags {
  readonly contract: string;
  readonly run: boolean;
  readonly seed?: number;
  readonly scenario?: string;
  readonly out: string;
}

export const mockCommand: Command<Flags> = {
  command: 'mock <contract>',
  describe: 'serve the dependencies of a contract, healthy until `fault` says otherwise',
  positionals: { contract: { type: 'string', demandOption: true, describe: 'the contract file' } },
  options: {
    run: { type: 'boolean', default: false, describe: 'start the component with them as well' },
    seed: { type: 'number', describe: 'have the same replies, and the same calls struck, as another time' },
    scenario: {
      type: 'string',
      describe:
        'let them fail as a scenario says, by its name or file; its calls and times count from the first call on',
    },
    out: { ...outOption, describe: 'folder for what `fault` needs to find it' },
  },
  offers: scenarioOffer,
  configured: ['out'],
  examples: {
    '$0 mock contracts/triage.contract.yaml': 'serve them, print the variables that lead the component there',
    '$0 mock contracts/triage.contract.yaml --run': 'and start the component',
    '$0 mock contracts/triage.contract.yaml --scenario half-the-quota': 'let them fail as a scenario says',
    '$0 fault llm rate-limited --for 30s': 'in another shell: make one of them fail',
  },
  run: serve,
};

async function serve(flags: Flags, context: Context): Promise<ExitCode> {
  const { seed = freshSeed(), out } = flags;
  const contract = await oneContract(flags, context);
  const scenario = contract && flags.scenario !== undefined ? oneScenario(contract, flags.scenario) : undefined;
  const played = contract && scenario && typeof scenario !== 'string' ? stagedScenario(contract, scenario) : undefined;
  const wrong = [scenario, played].find((one) => typeof one === 'string');
  if (wrong !== undefined) context.complain(wrong);
  if (!contract || wrong !== undefined) return exitCodes.usage;
  const staged = played as Exclude<typeof played, string>;
  const [{ Mock }, { Control }, pass] = await Promise.all([
    import('../rig/control/mock.ts'),
    import('../rig/control/control.ts'),
    import('../rig/control/pass.ts'),
  ]);
  try {
    const { print } = context;
    const listener = {
      onCall: (call: Call) => print(callLine(call)),
      onMet: (connection: MetConnection) => print(metLine(connection)),
      onFault: (standing: StandingFault, now: 'set' | 'cleared' | 'over') =>
        print(`${clock()}  ${standing.dependency.name}  ${changeText(standing, now)}`),
      onOutage: (outage: Outage, now: string) =>
        print(`${clock()}  ${outage.dependency}  ${outageText(outage)} ${now}`),
    };
    await using mock = await Mock.open(contract, seed, listener, staged);
    const token = pass.freshToken();
    await using control = await Control.open(mock, token);
    using _ = pass.leavePass(out, { mock: 1, port: control.port, token, contract: contract.file });
    await introduce(mock, seed, flags, context);
    if (staged && scenario && typeof scenario !== 'string')
      for (const line of scenarioLines(scenario, staged)) print(line);
    await using component = flags.run ? await started(mock, context) : undefined;
    await aborted(context.signal);
    print(component ? 'Ended, and the component with it.' : 'Ended.');
    return exitCodes.holds;
  } catch (error) {
    return await unlaunched(error, context);
  }
}

/** The contract that is to be served; undefined where it was said why not. */
async function oneContract(
  { contract: named, seed, run, out }: Flags,
  context: Context,
): Promise<Contract | undefined> {
  const refuse = (why: string) => {
    context.complain(why);
    return undefined;
  };
  if (seed !== undefined && !Number.isSafeInteger(seed)) return refuse('--seed must be a whole number.');
  const loaded = loadAll([named], context);
  if (!loaded) return undefined;
  const [contract, ...more] = loaded.contracts as [Contract, ...Contract[]];
  if (more.length > 0)
    return refuse(`${named} holds ${more.length + 1} contracts, and a mock serves one. Name one of the files.`);
  if (Object.keys(contract.downstream).length === 0)
    return refuse(`${contract.file} has no dependencies: there is nothing to serve. Add \`downstream\`.`);
  if (run && contract.component.launch.kind === 'url')
    return refuse(`${contract.component.name} runs without our doing (\`launch.url\`). Leave out --run, and start it.`);
  if (run && contract.component.launch.mcp && contract.component.launch.mcp.path === undefined)
    return refuse(`${contract.component.name} is started by its client, and speaks to nobody else. Leave out --run.`);
  const { ask } = await import('../rig/control/ask.ts');
  if (typeof (await ask(out, { method: 'GET' })) !== 'string')
    return refuse(`Another mock is running with the folder ${out}. End it, or name another folder with --out.`);
  return contract;
}

async function introduce(mock: Mock, seed: number, { run }: Flags, { print }: Context): Promise<void> {
  const { contract, standIns } = mock;
  const width = Math.max(...standIns.map((s) => s.dependency.name.length));
  print(`${contract.component.name}: its dependencies, all of them well · seed ${seed}`);
  for (const { dependency, url } of standIns)
    print(
      `  ${dependency.name.padEnd(width)}  ${url}  ${dependency.protocol}${dependency.target ? ` → ${dependency.target}` : ''}`,
    );
  const ca = standIns.find((s) => s.ca !== undefined)?.ca;
  if (ca !== undefined) print(`  The CA that they are to be trusted by: ${ca}`);
  if (!run) {
    const lines = await environment(mock);
    if (lines.length > 0)
      print(['', 'For the shell of the component:', ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  print('\nIn another shell: shakedown fault <dependency> <kind> · shakedown fault --clear · here: Ctrl-C ends it\n');
}

/** What leads a component to the mock, ready to be pasted. */
async function environment({ contract, addresses }: Mock): Promise<string[]> {
  const { launch } = contract.component;
  const [{ filled }, { freePort }, { originVariables }] = await Promise.all([
    import('../rig/component/launch.ts'),
    import('../rig/ports.ts'),
    import('../rig/component/origins.ts'),
  ]);
  const fillings = { port: await freePort(), addresses, secrets: {} };
  const told = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, filled(value, fillings)]));
  const all = { ...told, ...originVariables(contract, addresses, told) };
  return Object.entries(all).map(([name, value]) => `export ${name}=${quoted(value)}`);
}

const quoted = (text: string) => (/^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

async function started(
  { contract, addresses }: Mock,
  { print, complain, signal }: Context,
): Promise<AsyncDisposable | undefined> {
  const { launch } = await import('../rig/component/launch.ts');
  const launched = await launch(contract, addresses, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (!launched) return undefined;
  const { origin, process } = launched;
  const { name } = contract.component;
  print(`${clock()}  ${name} is ready at ${origin}`);
  process!.output.follow((text) => {
    for (const line of text.trimEnd().split('\n')) print(printable(line));
  });
  let ending = false;
  void process!.exited.then(({ code, signal }) => {
    if (!ending) complain(`${name} ended with ${signal ?? `exit code ${code}`}; its dependencies are still served.`);
  });
  return {
    [Symbol.asyncDispose]: async () => {
      ending = true;
      await process![Symbol.asyncDispose]();
    },
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

const clock = () => new Date(wallTime()).toTimeString().slice(0, 8);

/** One line for a call: when, who, what, its status, the fault, how long it took. */
function callLine({ dependency, operation, request, flaws, reply, fault, began }: Call): string {
  const asked = operation ?? `${request.method} ${request.target}`;
  const status = reply.status ?? (reply.bytes > 0 ? `${reply.bytes} bytes` : '–');
  const remark = fault ? faultText(fault) : flaws[0] ? `rejected: ${flaws[0].message}` : '';
  const end = reply.end === 'complete' ? '' : ` ${reply.end}`;
  const took = `${Math.max(0, Math.round(reply.ended - began))} ms`;
  return printable([clock(), dependency, asked, `${status}${end}`, ...(remark ? [remark] : []), took].join('  '));
}

/** One line for a connection that met a fault. */
function metLine({ dependency, fault }: MetConnection): string {
  return printable([clock(), dependency, 'a connection', faultText(fault)].join('  '));
}

function changeText(standing: StandingFault, now: 'set' | 'cleared' | 'over'): string {
  const { fault, operation, share, for: lasting } = standing;
  const where = operation === undefined ? '' : ` of ${operation}`;
  if (now !== 'set') return `${fault.name}${where} ${now === 'over' ? 'is over' : 'was cleared'}`;
  const often = share < 1 ? `, ${share} of the calls` : '';
  return `${fault.name}${where} from now on${often}${lasting === undefined ? '' : `, for ${duration(lasting)}`}`;
}

const outageText = ({ shape, fault }: Outage) => (fault === undefined ? shape : `${shape} with ${fault}`);

/** What a scenario will do, before it does. */
function scenarioLines({ name, title, mess, atOnce }: Scenario, { faults, outages, before, during }: Staged): string[] {
  const often = ({ call, recurs, share }: Staged['faults'][number]) => {
    const which = recurs === 'first' ? `call ${call}` : call === 1 ? 'every call' : `every call from the ${call}. on`;
    return share === undefined ? which : `${share} of the calls, ${which}`;
  };
  return [
    `Scenario ${name}: ${title}`,
    ...faults.map((fault) => `  ${fault.fault}: ${often(fault)} of each operation that it is for`),
    ...outages.map(
      (outage) =>
        `  ${outage.dependency}: ${duration(before)} after the first call, ${outageText(outage)} for ${duration(during)}`,
    ),
    ...(mess.length > 0 || atOnce !== undefined ? ['  What it says of requests is left to those who send them.'] : []),
    '',
  ];
}
