import type { Budget, Contract, Operation } from '../contract/contract.ts';
import type { Messed } from '../mess/mess.ts';
import type { Observation, ScheduledFault } from '../observation/observation.ts';

/** Beyond what a component may take to end its work, in milliseconds: whoever goes on then has not noticed. */
const beyond = 60;

/**
 * A caller that leaves while the component waits: its first call is kept waiting until work should have ended, so that
 * it shows whether the component goes on.
 */
export function scheduleOf(
  { downstream }: Contract,
  { budget }: Operation,
  { request }: Messed,
  calls: Observation['healthyCalls'],
): ScheduledFault[] {
  if (request.sending?.leaves !== 'at a call') return [];
  // They are told in the order in which they came.
  const first = Object.keys(calls).find((key) => !key.endsWith('.?'));
  const dependency = Object.keys(downstream).find((name) => first?.startsWith(`${name}.`));
  if (first === undefined || dependency === undefined) return [];
  const operation = first.slice(dependency.length + 1);
  const ms = (budget.cancels ?? 0) + beyond;
  return [{ dependency, operation, call: 1, recurs: 'first', fault: 'fixed-delay', params: { ms } }];
}

/** Milliseconds for which calls are watched after a caller has left. */
export const watchedFor = ({ cancels = 0 }: Budget): number => cancels + 2 * beyond;
