import type { Call, Observation } from '../../../observation/observation.ts';
import type { ContractDocument } from '../../document.ts';
import type { Moment } from '../../timeline.ts';

export const caller = 'caller';
export const component = 'component';

/** The caller, the component, and each dependency that had part in a case or has when all is well, in the order of the contract. */
export function lanesOf(contract: ContractDocument, observation: Observation, timeline: readonly Moment[]): string[] {
  const { case: played, calls, healthyCalls } = observation;
  const part = new Set([
    ...Object.keys(healthyCalls).map((key) => key.split('.')[0]!),
    ...calls.map((call) => call.dependency),
    ...timeline.flatMap((moment) => moment.dependency ?? []),
    ...played.schedule.map((scheduled) => scheduled.dependency),
  ]);
  const declared = contract.dependencies.map(({ name }) => name).filter((name) => part.has(name));
  return [caller, component, ...declared, ...[...part].filter((name) => !declared.includes(name))];
}

/** Which call of its kind it is, from 1: the second one asks again. */
export function attemptsOf(calls: readonly Call[]): number[] {
  const seen = new Map<string, number>();
  return calls.map(({ dependency, operation, request, asks }) => {
    const key = JSON.stringify([dependency, operation, request.method, request.target, asks ?? request.body.text]);
    const n = (seen.get(key) ?? 0) + 1;
    seen.set(key, n);
    return n;
  });
}

/** What the case waits for at a time, in words. */
export function waitingFor(at: number, { calls }: Observation, timeline: readonly Moment[]): string {
  const open = calls.filter(({ began, reply }) => began <= at && reply.ended >= at);
  const names = [...new Set(open.map(({ dependency }) => dependency))];
  if (names.length > 0) return `waits for ${names.join(' and ')}`;
  const next = timeline.find((moment) => moment.at >= at);
  const before = timeline.filter((moment) => moment.at <= at && moment.dependency !== undefined).at(-1);
  const failed = before && (before.way === 'none' || (before.call !== undefined && calls[before.call]?.fault));
  if (failed && next?.dependency === before.dependency) return `pauses before it tries ${before.dependency} again`;
  if (failed && before.way === 'none') return `gets nothing from ${before.dependency}`;
  return 'no call is under way';
}
