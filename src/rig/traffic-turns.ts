import type { Answered, Case, SeenRequest } from '../observation/observation.ts';
import { now, sleep } from './clock.ts';
import { keysOf } from './driver/own-key.ts';
import { type Arrival, composeArrival } from './driver/traffic.ts';
import { beginOutages, type Stage, seen } from './traffic-stage.ts';

// What goes before the outage is known from the traffic.
const before = 300;

/**
 * Plays the outages of a case once more, with one request at a time: what is called from when one is sent until the next
 * is, and nobody is waited for any more, is its own. Times are those of the traffic.
 */
export async function playTurns(stage: Stage, played: Case, own: boolean): Promise<SeenRequest[]> {
  const { traffic, seed } = played;
  const operation = stage.contract.upstream[played.operation]!;
  const began = now() + before;
  const origin = began - traffic!.before;
  const until = began + traffic!.during;
  for (const simulator of stage.simulators) await beginOutages(simulator, played, began, () => undefined);
  const turns: { readonly arrival: Arrival; readonly answer: Answered }[] = [];
  for (let i = 0; now() < until && !stage.over() && !stage.signal?.aborted; i++) {
    const due = now() - origin;
    const arrival = composeArrival(operation, played.input, {
      id: `${played.id} turn ${i}`,
      due,
      seed: seed + i + 1,
      own,
    });
    const answer = await stage.send(operation, arrival.request, origin + due);
    await stage.quiet();
    turns.push({ arrival, answer });
    await sleep(origin + due + 1000 / traffic!.rate - now(), stage.signal);
  }
  const keys = turns.flatMap(({ arrival }) => [...keysOf(operation, arrival.request).values()]);
  const calls = await stage.endCase(origin, keys);
  return turns.map(({ arrival, answer }, i) => {
    const next = turns[i + 1]?.arrival.due ?? Number.POSITIVE_INFINITY;
    const mine = calls.filter((call) => call.began >= arrival.due && call.began < next);
    return seen(stage, arrival, answer, mine, origin);
  });
}
