import type { Contract } from '../contract/contract.ts';
import type { Call, Observation } from '../observation/observation.ts';

/** What a component may expect of a healthy dependency that declares no p99, in milliseconds. */
const promptly = 100;

/**
 * Why the harness was slower than the dependencies that it stands in for have promised to be, or seemed so to a component
 * without a CPU: whoever gave up on them then was right. Undefined where it was not.
 */
export function heldUp(contract: Contract, observation: Observation): string | undefined {
  const { calls, lag, starved = 0 } = observation;
  const delay = Math.max(lag, starved);
  const slow = calls.find((call) => Math.max(delay, duration(call)) > promised(contract, call.dependency));
  if (!slow) return undefined;
  const took = Math.max(lag, duration(slow));
  const who = took >= starved ? `the harness was held up for ${Math.round(took)} ms` : delayed(observation);
  return `${who}, and \`${slow.dependency}\` promises a reply within ${promised(contract, slow.dependency)} ms`;
}

/** What the machine took from the answer: of the harness in all, or of the component. */
export const taken = ({ lag, lagInAll = 0, starved = 0 }: Observation): number => Math.max(lag, lagInAll, starved);

/** The same, as a clause. */
export function delayed({ lag, lagInAll = 0, starved = 0 }: Observation): string {
  return starved > Math.max(lag, lagInAll)
    ? `the component was kept from a CPU for ${Math.round(starved)} ms`
    : `the harness itself was held up for ${Math.round(Math.max(lag, lagInAll))} ms`;
}

/** How long a healthy reply of a dependency may take, in milliseconds. */
export const promised = (contract: Contract, dependency: string): number =>
  contract.downstream[dependency]!.latency?.p99 ?? promptly;

/** How long the reply took, where no fault kept it. */
function duration({ began, reply, fault }: Call): number {
  return fault && fault.leaves !== 'intact' ? 0 : reply.ended - began;
}
