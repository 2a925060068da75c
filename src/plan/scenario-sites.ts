import picomatch from 'picomatch';
import type { Contract } from '../contract/contract.ts';
import type { Reply } from '../fault/reply.ts';
import type { Site } from '../fault/site.ts';
import { protocolNamed } from '../protocol/index.ts';
import type { Where } from '../scenario/scenario.ts';
import type { Learnt } from './trial.ts';

/** One operation of a dependency that healthy requests of an operation of the component were seen to call. */
export interface CalledSite extends Site {
  /** `dependency.operation`. */
  readonly key: string;
  /** As a trial's name spells it: the dependency; with its operation, where several of them are called. */
  readonly shown: string;
}

/** What was seen of a component while nothing was wrong. */
export interface Watched {
  readonly learnt: readonly Learnt[];
  /** `dependency.operation` → its healthy reply. */
  readonly replies: ReadonlyMap<string, Reply>;
  /** Those for which the component was seen to use a connection again. */
  readonly pooled?: ReadonlySet<string> | undefined;
}

/** All sites that an operation was seen to call, in the order of the contract. */
export function calledSites(
  contract: Contract,
  { operation: name, inputs }: Learnt,
  { replies, pooled }: Watched,
): CalledSite[] {
  const keys = [...new Set(inputs.flatMap(({ calls }) => Object.keys(calls)))];
  const { deadline } = contract.upstream[name]!.budget;
  return Object.values(contract.downstream).flatMap((dependency) => {
    const own = keys.filter((key) => key.startsWith(`${dependency.name}.`) && replies.has(key));
    const error: Site['error'] = (status, options) =>
      protocolNamed(dependency.protocol).error(status, { nonce: '0', ...options });
    return own.map((key) => ({
      dependency,
      operation: key.slice(dependency.name.length + 1),
      reply: replies.get(key)!,
      error,
      deadline,
      pooled: pooled?.has(key) ?? false,
      key,
      shown: own.length > 1 ? key : dependency.name,
    }));
  });
}

/** Whether a site is one of those that are meant. */
export function isMeant({ dependencies, protocol, effect }: Where, { dependency, operation }: CalledSite): boolean {
  if (!matches(dependencies, dependency.name)) return false;
  if (protocol && !protocol.includes(dependency.protocol)) return false;
  return effect === undefined || effect === (dependency.effects.includes(operation) ? 'once' : 'none');
}

/** Whether one of some globs matches; no globs match all. */
export const matches = (globs: readonly string[] | undefined, name: string): boolean =>
  globs === undefined || globs.some((glob) => picomatch.isMatch(name, glob));

/** Several sites as one, in the name of a trial: `llm+search`. */
export const joined = (sites: readonly CalledSite[]): string => [...new Set(sites.map(({ shown }) => shown))].join('+');
