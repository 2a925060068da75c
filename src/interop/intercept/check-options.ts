import type { Contract, Dependency } from '../../contract/contract.ts';
import { suggest } from '../../contract/nearest.ts';
import { formatProblem } from '../../contract/problem.ts';
import type { Fault } from '../../fault/fault.ts';
import { socketOnly } from '../../fault/without-socket.ts';
import { isAnswered, protocols } from '../../protocol/index.ts';
import { orderOf } from '../../rig/control/order.ts';
import { loadContract } from '../../run/load.ts';
import type { InterceptOptions, WantedFault } from './options.ts';

/** A dependency whose calls are intercepted, and where it is called. */
export interface Placed {
  readonly dependency: Dependency;
  readonly origin: string;
}

/** A fault that can be had, and the dependencies that can have it. */
export interface Chosen extends Required<Pick<WantedFault, 'params' | 'call' | 'recurs' | 'share'>> {
  readonly fault: Fault;
  readonly dependencies: readonly string[];
  readonly operation?: string;
}

/** The contract of a file. Throws with all of its problems where it has errors. */
export function contractOf(given: string | Contract): Contract {
  if (typeof given !== 'string') return given;
  const { contract, problems } = loadContract(given);
  if (contract) return contract;
  throw new Error(problems.map(formatProblem).join('\n'));
}

/** The dependencies that are intercepted. Throws where one is none that can be, or has no origin. */
export function placedOf(contract: Contract, { dependency, origins = {} }: InterceptOptions): readonly Placed[] {
  const all = Object.keys(contract.downstream);
  const named = dependency === undefined ? all : [dependency].flat();
  for (const name of [...named, ...Object.keys(origins)])
    if (!all.includes(name))
      throw new Error(`${contract.file} has no dependency "${name}". ${suggest(name, all, 'There are')}`);
  const placed = named.map((name) => placedAt(contract.downstream[name]!, origins[name]));
  for (const [i, { dependency, origin }] of placed.entries()) {
    const other = placed.slice(0, i).find((one) => one.origin === origin);
    if (other)
      throw new Error(
        `\`${dependency.name}\` and \`${other.dependency.name}\` have the same origin, ${origin}. Name the one that is meant with \`dependency\`.`,
      );
  }
  return placed;
}

function placedAt(dependency: Dependency, given: string | undefined): Placed {
  const { name, protocol } = dependency;
  const kind = protocols.find((p) => p.name === protocol)!;
  if (!isAnswered(kind))
    throw new Error(
      `\`${name}\` cannot be intercepted: \`protocol: ${protocol}\` is not HTTP. Leave it out with \`dependency\`; \`shakedown mock\` serves it.`,
    );
  const origin = given ?? dependency.origin;
  if (origin === undefined)
    throw new Error(
      `It is not known where \`${name}\` is called. Add \`origin: https://…\` to it in the contract, or \`origins: { ${JSON.stringify(name)}: 'https://…' }\` to the options.`,
    );
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new Error(`\`${origin}\` is no origin: a scheme, a host and perhaps a port, such as https://api.openai.com.`);
  return { dependency, origin };
}

/** Throws where a fault cannot be had there, or interception cannot show it. */
export function chosenOf(contract: Contract, placed: readonly Placed[], { faults = [] }: InterceptOptions): Chosen[] {
  return faults.map((one) => chosen(contract, placed, typeof one === 'string' ? { fault: one } : one));
}

function chosen(contract: Contract, placed: readonly Placed[], wanted: WantedFault): Chosen {
  const { fault: name, params = {}, call = 1, recurs = 'every', share = 1, operation } = wanted;
  const names = placed.map(({ dependency }) => dependency.name);
  if (wanted.dependency !== undefined && !names.includes(wanted.dependency))
    throw new Error(
      `\`${name}\` is wanted of "${wanted.dependency}", which is not intercepted. ${suggest(wanted.dependency, names, 'There are')}`,
    );
  if (!Number.isInteger(call) || call < 1)
    throw new Error(`\`${name}\`: calls are counted from 1, and ${call} is none.`);
  const meant = wanted.dependency === undefined ? names : [wanted.dependency];
  const tried = meant.map((dependency) => {
    // The operations that a protocol brings are known when they are called.
    const { operations } = protocols.find((p) => p.name === contract.downstream[dependency]!.protocol)!;
    const of = operation === undefined || operations === 'built in' ? {} : { operation };
    return orderOf(contract, { dependency, fault: name, params, share, ...of }, () => new Map());
  });
  const had = tried.filter((one) => typeof one !== 'string');
  // The words are those of the command line, where options begin with dashes.
  if (had.length === 0) throw new Error(String(tried[0] ?? 'Nothing is intercepted.').replaceAll('`--', '`'));
  const { fault } = had[0]!;
  const why = socketOnly(fault, params);
  if (why !== undefined)
    throw new Error(
      `\`${name}\` cannot be shown by interception: there ${why}. Play it on real sockets: \`shakedown run\` tries it, and \`shakedown mock\` with \`shakedown fault ${meant[0]} ${name}\` lets you develop against it.`,
    );
  const dependencies = had.map(({ dependency }) => dependency.name);
  return { fault, dependencies, params, call, recurs, share, ...(operation === undefined ? {} : { operation }) };
}
