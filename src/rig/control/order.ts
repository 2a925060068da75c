import type { Contract, Dependency } from '../../contract/contract.ts';
import { violations } from '../../contract/json-schema.ts';
import { suggest } from '../../contract/nearest.ts';
import type { Fault } from '../../fault/fault.ts';
import type { ParamValue } from '../../fault/param.ts';
import type { Reply } from '../../fault/reply.ts';
import { allFaults, faultsOf, protocolNamed, protocols, proxiedNamed } from '../../protocol/index.ts';

/** A fault that somebody wants, as it comes over the wire. */
export interface Wanted {
  readonly dependency: string;
  readonly fault: string;
  /** Default: all. */
  readonly operation?: string;
  /** Milliseconds until it ends by itself; default: it does not. */
  readonly for?: number;
  /** Of the calls, more than 0 and at most 1; default: all. */
  readonly share?: number;
  /** Those that are left out have their first usual value. */
  readonly params?: Readonly<Record<string, ParamValue>>;
}

/** A fault that can be had. */
export interface Order extends Required<Pick<Wanted, 'share' | 'params'>> {
  readonly dependency: Dependency;
  readonly fault: Fault;
  readonly operation?: string;
  readonly for?: number;
}

/** The healthy replies that a dependency gave so far, by operation. */
type Replies = ReadonlyMap<string, Reply>;

const longest = 24 * 60 * 60_000;

/** What somebody wants, if it can be had; else why not, and what to do. `repliesOf` tells of a dependency by its name. */
export function orderOf(contract: Contract, wanted: Wanted, repliesOf: (name: string) => Replies): Order | string {
  const { share = 1, params = {}, for: lasting } = wanted;
  const names = Object.keys(contract.downstream);
  const dependency = names.includes(wanted.dependency) ? contract.downstream[wanted.dependency] : undefined;
  if (!dependency)
    return `There is no dependency "${wanted.dependency}". ${suggest(wanted.dependency, names, 'There are')}`;
  const fault = faultsOfDependency(dependency).find((f) => f.name === wanted.fault);
  if (!fault) return noSuchFault(dependency, wanted.fault);
  if (!(share > 0 && share <= 1))
    return `A share is more than 0 and at most 1, not ${share}. 0.3 is three of ten calls.`;
  if (lasting !== undefined && !(lasting > 0 && lasting <= longest))
    return 'A fault lasts more than 0ms and at most a day. Leave `--for` out for one that stays.';
  if (fault.bar && (share < 1 || wanted.operation !== undefined))
    return `\`${fault.name}\` strikes connections, before anything is asked: leave out \`--operation\` and \`--share\`.`;
  const replies = knownReplies(dependency, repliesOf(dependency.name));
  const wrong = wrongOperation(dependency, wanted.operation, replies) ?? wrongParam(fault, params);
  if (wrong !== undefined) return wrong;
  const unfit = unfitFor(fault, dependency, wanted.operation, replies);
  if (unfit !== undefined) return `\`${fault.name}\` does not fit \`${dependency.name}\`: ${unfit}.`;
  return {
    dependency,
    fault,
    share,
    params,
    ...(wanted.operation === undefined ? {} : { operation: wanted.operation }),
    ...(lasting === undefined ? {} : { for: lasting }),
  };
}

function faultsOfDependency({ protocol }: Dependency): readonly Fault[] {
  return faultsOf(protocols.find((p) => p.name === protocol)!);
}

function noSuchFault(dependency: Dependency, name: string): string {
  const { name: of, protocol } = dependency;
  const fitting = faultsOfDependency(dependency).map((f) => f.name);
  const elsewhere = allFaults.find(({ fault }) => fault.name === name);
  if (!elsewhere) return `There is no fault "${name}". ${suggest(name, fitting, 'There are')}`;
  const owner = protocols.find(({ faults }) => faults.includes(elsewhere.fault));
  const theirs = owner
    ? `a fault of \`protocol: ${owner.name}\``
    : `a fault of simulated services (${elsewhere.layer})`;
  return `\`${name}\` does not fit \`${of}\`: it is ${theirs}, and this is \`protocol: ${protocol}\`. There are: ${fitting.join(', ')}.`;
}

/** Those that it gave, and those that the contract is enough to know. */
function knownReplies(dependency: Dependency, given: Replies): Replies {
  if (proxiedNamed(dependency.protocol)) return given;
  const protocol = protocolNamed(dependency.protocol);
  if (protocol.operations !== 'declared') return given;
  const expects = { path: {}, query: {}, headers: {} };
  const undemanding = Object.values(dependency.operations).map((o) => ({ ...o, expects }));
  const serve = protocol.open({
    ...dependency,
    operations: Object.fromEntries(undemanding.map((o) => [o.name, o])),
  });
  return new Map(
    undemanding.map(({ name, call: { method, path } }) => {
      const request = { method, target: path.replaceAll(/\{[^}]+\}/g, '0'), headers: [], body: Buffer.alloc(0) };
      return [name, given.get(name) ?? serve(request, 0, '0').reply];
    }),
  );
}

function wrongOperation(dependency: Dependency, operation: string | undefined, replies: Replies): string | undefined {
  const names = [...new Set([...Object.keys(dependency.operations), ...replies.keys()])];
  if (operation === undefined || names.includes(operation)) return undefined;
  const remedy =
    names.length > 0
      ? suggest(operation, names, 'There are')
      : 'It was not asked for anything yet: call it once, or leave out `--operation`.';
  return `\`${dependency.name}\` has no operation "${operation}". ${remedy}`;
}

function wrongParam(fault: Fault, params: Order['params']): string | undefined {
  const names = Object.keys(fault.params);
  for (const [name, value] of Object.entries(params)) {
    const param = Object.hasOwn(fault.params, name) ? fault.params[name] : undefined;
    if (!param)
      return names.length === 0
        ? `\`${fault.name}\` has no parameters. Leave out \`--param\`.`
        : `\`${fault.name}\` has no parameter "${name}". ${suggest(name, names, 'There are')}`;
    const [violation] = violations(param.schema, value);
    if (violation)
      return `The parameter \`${name}\` of \`${fault.name}\` ${violation.message}: ${JSON.stringify(value)} does not fit ${JSON.stringify(param.schema)}.`;
  }
  return undefined;
}

/** Why a fault fits none of the operations whose replies are known. */
function unfitFor(fault: Fault, dependency: Dependency, operation: string | undefined, replies: Replies) {
  const meant = [...replies].filter(([name]) => operation === undefined || name === operation);
  const reasons = meant.map(([name, reply]) => {
    const error: Parameters<Fault['unfit']>[0]['error'] = (status, options) =>
      protocolNamed(dependency.protocol).error(status, { nonce: '0', ...options });
    // Whether it keeps its connections is seen when the fault is due.
    return fault.unfit({ dependency, operation: name, reply, error, pooled: true });
  });
  return reasons.length > 0 && reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}
