import type { Contract } from '../contract/contract.ts';
import type { Case, Observation } from '../observation/observation.ts';
import { Heartbeat } from '../rig/clock.ts';
import { LaunchError } from '../rig/component/launch.ts';
import { Rig } from '../rig/rig.ts';
import { recogniser } from './recogniser.ts';
import { tellingOnly } from './telling.ts';

// A component that was just started may be slow on its very first requests.
const probesAtMost = 3;

/** Plays one case on a rig of its own, after a healthy request. */
export async function replay(
  contract: Contract,
  played: Case,
  healthyCalls: Observation['healthyCalls'],
  signal?: AbortSignal,
): Promise<{ observation: Observation } | { failed: string; output: string }> {
  using heartbeat = new Heartbeat();
  try {
    await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat, ...(signal ? { signal } : {}) });
    if (!contract.upstream[played.operation])
      return { failed: `The contract no longer has the operation \`${played.operation}\`.`, output: '' };
    let { well, name } = await rig.probe(played);
    for (let n = 1; n < probesAtMost && !well && !rig.dead && !signal?.aborted; n++)
      ({ well, name } = await rig.probe(played));
    if (!well)
      return {
        failed: `With nothing wrong, \`${played.operation}\` is answered with \`${name}\` instead of \`ok\`.`,
        output: rig.output,
      };
    return { observation: tellingOnly(contract, await rig.play(played, healthyCalls)) };
  } catch (error) {
    if (error instanceof LaunchError) return { failed: error.message, output: error.output };
    throw error;
  }
}
