import type { Budget, Contract, Operation } from '../contract/contract.ts';
import type { Messed } from '../mess/mess.ts';
import type { RawRequest } from '../mess/request.ts';
import type { Observation, ScheduledFault } from '../observation/observation.ts';

/** Beyond what a component may take to end its work, in milliseconds: whoever goes on then has not noticed. */
const beyond = 60;

type Sites = readonly { readonly dependency: string; readonly operation: string }[];

/**
 * A caller that leaves while the component waits: its calls are kept waiting until work should have ended, so that it
 * shows whether the component goes on. One that leaves at a call leaves at the first of them; at an event of the answer,
 * any of them may be under way, and what has come of its reply is what the component answers with.
 */
export function scheduleOf(
  { downstream }: Contract,
  { budget: { cancels = 0 } }: Operation,
  { request }: Messed,
  calls: Observation['healthyCalls'],
): ScheduledFault[] {
  const leaves = request.sending?.leaves;
  if (leaves !== 'at a call' && leaves !== 'at an event') return [];
  // They are told in the order in which they came.
  const sites: Sites = Object.keys(calls)
    .filter((key) => !key.endsWith('.?'))
    .flatMap((key) => {
      const dependency = Object.keys(downstream).find((name) => key.startsWith(`${name}.`));
      return dependency === undefined ? [] : [{ dependency, operation: key.slice(dependency.length + 1) }];
    });
  const late = { call: 1, recurs: 'first' } as const;
  if (leaves === 'at a call')
    return sites
      .slice(0, 1)
      .map((site) => ({ ...site, ...late, fault: 'fixed-delay', params: { ms: cancels + beyond } }));
  return sites
    .filter(({ dependency }) => downstream[dependency]!.target === undefined)
    .map((site) => ({ ...site, ...late, fault: 'pause-inside-body', params: { after: 50, ms: cancels + 2 * beyond } }));
}

/** Milliseconds for which calls are watched after a caller has left. */
export const watchedFor = (
  { leaves }: NonNullable<RawRequest['sending']>,
  { cancels = 0 }: Budget,
): { readonly watched?: number } =>
  leaves === 'at a call' || leaves === 'at an event' ? { watched: cancels + 2 * beyond } : {};
