import type { Contract, Operation } from '../contract/contract.ts';
import type { Answered, Call, Case, SeenRequest, SlimCall } from '../observation/observation.ts';
import type { Heartbeat } from './clock.ts';
import type { CpuWaits } from './component/cpu-wait.ts';
import { sent } from './driver/compose.ts';
import type { ToSend } from './driver/request.ts';
import type { Arrival, Heard } from './driver/traffic.ts';
import type { Recognise } from './recognise.ts';
import type { StandIn } from './stand-in.ts';

/** What of a rig a case with traffic is played on. */
export interface Stage {
  readonly contract: Contract;
  readonly simulators: readonly StandIn[];
  readonly heartbeat: Heartbeat;
  readonly recognise: Recognise;
  readonly signal: AbortSignal | undefined;
  send(operation: Operation, request: ToSend, origin: number): Promise<Answered>;
  /** Waits until no more calls come. */
  quiet(): Promise<void>;
  /** Counts what the component has open. */
  look(moment: 'begin' | 'before' | 'middle' | 'end'): void;
  /** Ends the case at the simulators. Times of calls count from `origin`; `keys`: those of its requests. */
  endCase(origin: number, keys: readonly string[]): Promise<Call[]>;
  /** There is nothing to wait for any more. */
  over(): boolean;
  /** What the component has waited for a CPU so far. */
  cpuWaits(): CpuWaits;
}

/** Begins the outages of a case at a dependency. `find`: which request a call belongs to. */
export async function beginOutages(
  simulator: StandIn,
  { seed, traffic }: Case,
  began: number,
  find: (call: Heard) => number | undefined,
): Promise<void> {
  const all = traffic!.outages.filter(({ dependency }) => dependency === simulator.dependency.name);
  await simulator.begin({
    seed,
    schedule: [],
    outages: { all, began, lasts: traffic!.during },
    whose: ({ target, headers, body }) => find({ target, headers, text: body.toString('utf8') }),
  });
}

/** What of a call tells whose it is. */
export const heard = ({ request: { target, headers, body } }: Call) => ({ target, headers, text: body.text });

/** What became of a request. Times of its calls count from `origin`. */
export function seen(
  stage: Stage,
  arrival: Arrival,
  answer: Answered,
  calls: readonly Call[],
  origin: number,
): SeenRequest {
  const { operation, due, request } = arrival;
  const { ok, name } = stage.recognise(operation, answer);
  const moved = calls.map((c) => ({ ...c, began: c.began - due, reply: { ...c.reply, ended: c.reply.ended - due } }));
  return {
    operation: operation.name,
    due,
    answer: name,
    ok,
    took: answer.ended,
    lag: stage.heartbeat.worstBetween(origin + due, origin + due + answer.ended),
    calls: calls.map(slim),
    whole: { request: sent(request), answer, calls: moved },
  };
}

export function slim({ dependency, operation = '?', began, reply, fault }: Call): SlimCall {
  const { ended, end } = reply;
  return { to: `${dependency}.${operation}`, began, ended, end, ...(fault ? { fault: fault.kind } : {}) };
}
