import type { Operation } from '../../contract/contract.ts';
import type { Case } from '../../observation/observation.ts';
import { inputsOf } from '../../plan/inputs.ts';
import type { Asker, Probed } from '../../rig/asker.ts';
import { LaunchError } from '../../rig/component/launch.ts';

// The same requests each time: a broker compares pacts.
const seed = 1;
const inputs = 3;
// The first requests load and connect, and a busy machine may spoil any of them.
const tries = 5;

/** The clean requests of an operation that are served. Throws `LaunchError` where none is. */
export async function healthyRequests(
  asker: Asker,
  operation: Operation,
): Promise<{ readonly played: Case; readonly probed: Probed }[]> {
  const served: { played: Case; probed: Probed }[] = [];
  let name = 'no answer';
  for (const [i, input] of inputsOf(operation, inputs, seed).entries()) {
    const id = `${operation.name}/pact#${i + 1}`;
    const played: Case = { id, operation: operation.name, seed, input, schedule: [] };
    let well = 0;
    for (let n = 0; n < tries && well < 2; n++) {
      const probed = await asker.probe(played);
      if (asker.ending) return [];
      name = probed.name;
      well = probed.well ? well + 1 : 0;
      // What the first request causes, such as a login, later ones do not.
      if (well === 2) served.push({ played, probed });
    }
  }
  if (served.length === 0)
    throw new LaunchError(
      `With nothing wrong, \`${operation.name}\` is answered with \`${name}\` instead of \`ok\`.`,
      asker.outputSince(0),
    );
  return served;
}
