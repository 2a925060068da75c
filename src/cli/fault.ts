import type { Contract } from '../contract/contract.ts';
import { duration, durationPattern, milliseconds } from '../contract/units.ts';
import { allFaults } from '../protocol/index.ts';
import type { Wanted } from '../rig/control/order.ts';
import type { ToldFault } from '../rig/control/wire.ts';
import { loadContract } from '../run/load.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { outOption } from './store.ts';

interface Flags {
  readonly dependency?: string;
  readonly kind?: string;
  readonly operation?: string;
  readonly for?: string;
  readonly share?: number;
  readonly param: readonly string[];
  readonly list: boolean;
  readonly clear: boolean;
  readonly out: string;
}

export const faultCommand: Command<Flags> = {
  command: 'fault [dependency] [kind]',
  describe: 'make a dependency of a running mock fail, and heal it again',
  positionals: {
    dependency: { type: 'string', describe: 'as the contract calls it' },
    kind: { type: 'string', describe: 'a fault from `list faults`' },
  },
  options: {
    operation: { type: 'string', describe: 'strike only this operation of the dependency' },
    for: { type: 'string', describe: 'end by itself after this time: 30s, 2m' },
    share: { type: 'number', describe: 'strike only a part of the calls: 0.3' },
    param: { type: 'string', array: true, nargs: 1, default: [], describe: 'a parameter of the fault: after=50' },
    list: { type: 'boolean', default: false, describe: 'the faults that stand now' },
    clear: { type: 'boolean', default: false, describe: 'heal a dependency, or all' },
    out: { ...outOption, describe: 'the folder of the mock' },
  },
  offers: {
    dependency: async () => Object.keys((await served())?.downstream ?? {}),
    kind: () => allFaults.map(({ fault }) => fault.name),
    operation: async () =>
      Object.values((await served())?.downstream ?? {}).flatMap(({ operations }) => Object.keys(operations)),
  },
  configured: ['out'],
  examples: {
    '$0 fault llm rate-limited': 'from now on, until it is cleared',
    '$0 fault search fixed-delay --param ms=1500 --for 30s': 'slow for half a minute',
    '$0 fault crm reset-inside-reply --operation add-note --share 0.3': 'three of ten calls of one operation',
    '$0 fault --list': 'the faults that stand now',
    '$0 fault --clear llm': 'well again',
  },
  run: order,
};

/** The contract of the mock that is running here. */
async function served(): Promise<Contract | undefined> {
  const { findPass } = await import('../rig/control/pass.ts');
  const pass = findPass(outOption.default);
  return pass && loadContract(pass.contract).contract;
}

async function order(flags: Flags, context: Context): Promise<ExitCode> {
  const { ask } = await import('../rig/control/ask.ts');
  const asked = toAsk(flags);
  const said = typeof asked === 'string' ? asked : await ask(flags.out, asked);
  if (typeof said === 'string') {
    context.complain(said);
    return exitCodes.usage;
  }
  for (const line of lines(flags, said)) context.print(line);
  return exitCodes.holds;
}

function lines({ list, clear }: Flags, faults: readonly ToldFault[]): string[] {
  if (clear) return faults.length === 0 ? ['Nothing stood.'] : faults.map((f) => `cleared: ${faultLine(f)}`);
  if (list && faults.length === 0) return ['All dependencies are well.'];
  return faults.map(faultLine);
}

function faultLine({ dependency, operation, fault, share, params, left }: ToldFault): string {
  const given = Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    `${dependency}${operation === undefined ? '' : `.${operation}`}  ${[fault, ...given].join(' ')}`,
    share < 1 ? `${share} of the calls` : 'every call',
    left === undefined ? 'until it is cleared' : `for ${duration(left < 1000 ? left : Math.round(left / 1000) * 1000)}`,
  ].join(' · ');
}

type Asked = Parameters<typeof import('../rig/control/ask.ts').ask>[1];

/** What the mock is asked; a text says what is wrong with the command line. */
function toAsk(flags: Flags): Asked | string {
  const { dependency, kind, list, clear } = flags;
  if (list && clear) return '--list and --clear cannot be had at once. Leave one of them out.';
  if (list) return dependency === undefined ? { method: 'GET' } : '--list shows all faults. Leave out the names.';
  if (clear)
    return kind === undefined
      ? { method: 'DELETE', ...(dependency === undefined ? {} : { dependency }) }
      : '--clear heals a whole dependency. Leave out the fault.';
  if (dependency === undefined || kind === undefined)
    return 'A dependency and a fault are wanted, such as `shakedown fault llm rate-limited`. See `shakedown fault --help`.';
  const { operation, share, for: lasting } = flags;
  if (lasting !== undefined && !new RegExp(durationPattern).test(lasting))
    return `--for must be a duration such as 30s or 2m, not "${lasting}".`;
  if (share !== undefined && !(share > 0 && share <= 1))
    return '--share must be a number above 0 and at most 1, such as 0.3.';
  const params = readParams(flags.param);
  if (typeof params === 'string') return params;
  return {
    method: 'POST',
    wanted: {
      dependency,
      fault: kind,
      params,
      ...(operation === undefined ? {} : { operation }),
      ...(share === undefined ? {} : { share }),
      ...(lasting === undefined ? {} : { for: milliseconds(lasting) }),
    },
  };
}

function readParams(given: readonly string[]): NonNullable<Wanted['params']> | string {
  const params: Record<string, string | number | boolean | null> = {};
  for (const text of given) {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) return `--param must be name=value such as after=50, not "${text}".`;
    params[name] = spelt(value);
  }
  return params;
}

/** Numbers, booleans and null as such; a text in quotation marks stays one. */
function spelt(value: string): string | number | boolean | null {
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null ? value : (read as string | number | boolean | null);
  } catch {
    return value;
  }
}
