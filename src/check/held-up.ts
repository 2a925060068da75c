import type { Contract } from '../contract/contract.ts';
import type { Call, Observation } from '../observation/observation.ts';

/** What a component may expect of a healthy dependency that declares no p99, in milliseconds. */
const promptly = 100;

/**
 * Why the harness was slower than the dependencies that it stands in for have promised to be: whoever gave up on them
 * then was right. Undefined where it was not.
 */
export function heldUp(contract: Contract, { calls, lag }: Observation): string | undefined {
  const slow = calls.find((call) => Math.max(lag, duration(call)) > promised(contract, call.dependency));
  if (!slow) return undefined;
  const took = Math.round(Math.max(lag, duration(slow)));
  return `the harness was held up for ${took} ms, and \`${slow.dependency}\` promises a reply within ${promised(contract, slow.dependency)} ms`;
}

/** How long a healthy reply of a dependency may take, in milliseconds. */
export const promised = (contract: Contract, dependency: string): number =>
  contract.downstream[dependency]!.latency?.p99 ?? promptly;

/** How long the reply took, where no fault kept it. */
function duration({ began, reply, fault }: Call): number {
  return fault && fault.leaves !== 'intact' ? 0 : reply.ended - began;
}
