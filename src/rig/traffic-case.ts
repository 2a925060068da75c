import type { Contract, Operation } from '../contract/contract.ts';
import type {
  Answered,
  Attribution,
  Call,
  Case,
  Observation,
  SeenOutage,
  SeenRequest,
  SeenTraffic,
  SlimCall,
} from '../observation/observation.ts';
import { shapeNamed } from '../outage/index.ts';
import { shapeValues } from '../outage/outage.ts';
import { type Heartbeat, now, sleep, wallTime } from './clock.ts';
import { sent } from './driver/compose.ts';
import type { ToSend } from './driver/request.ts';
import { type Arrival, areTold, composeArrival, composeTraffic, drive, whose } from './driver/traffic.ts';
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
  /** Ends the case at the simulators. Times of calls count from `origin`. */
  endCase(origin: number): Promise<Call[]>;
}

/** What was seen of a case with traffic, before it is known whether the component recovered. */
export type Played = Pick<Observation, 'started' | 'request' | 'answer' | 'calls' | 'lag'> & {
  readonly traffic: SeenTraffic;
};

// Between the moment at which all is ready and the first request.
const lead = 20;

/** Sends the traffic of a case while its outages come and go. */
export async function playTraffic(
  stage: Stage,
  played: Case,
  healthyCalls: Observation['healthyCalls'],
): Promise<Played> {
  const { ways, own } = await attribution(stage, played);
  const arrivals = await composeTraffic(stage.contract, played, own);
  const by = ways.find((way) => way !== 'words' || areTold(arrivals)) ?? 'none';
  const { before, during } = played.traffic!;
  const origin = now() + lead;
  const find = whose(arrivals, by);
  for (const simulator of stage.simulators) await begin(simulator, played, origin + before, find);
  stage.look('begin');
  const started = wallTime();
  const answering = drive(
    arrivals,
    origin,
    (one) => stage.send(one.operation, one.request, origin + one.due),
    stage.signal,
  );
  const counts = Promise.all([
    connectionsAt(stage, origin + before, 'before'),
    connectionsAt(stage, origin + before + during, 'end'),
    connectionsAt(stage, origin + before + during / 2, 'middle'),
  ]);
  const answers = await answering;
  await stage.quiet();
  const after = connections(stage);
  const [atBegin, atEnd] = await counts;
  const lag = stage.heartbeat.worstSince(origin);
  const refused = new Set(stage.simulators.filter((s) => s.refused).map((s) => s.dependency.name));
  const calls = await stage.endCase(origin);
  const sorted = byRequest(calls, arrivals.length, find);
  const requests = answers.map((answer, i) => seen(stage, arrivals[i]!, answer, sorted.own[i]!, origin));
  // None was sent where the run was ended before.
  const ended = { kind: 'none', why: 'failed', detail: 'the run was ended', ended: 0 } as const;
  const first = requests[0]?.whole ?? { request: sent(arrivals[0]!.request), answer: ended, calls: [] };
  const open = Object.keys(after).map((name) => [
    name,
    { before: atBegin[name]!, during: atEnd[name]!, after: after[name]! },
  ]);
  return {
    started,
    ...first,
    lag,
    traffic: {
      attribution: by,
      outages: outagesOf(played, healthyCalls, calls, refused, stage.simulators),
      requests,
      calls: sorted.foreign.map(slim),
      heldUp: heldUp(stage, played, origin),
      connections: Object.fromEntries(open),
    },
  };
}

/** How calls can be told apart with this component: one request is watched. `own`: with words of its own it is well. */
async function attribution(
  stage: Stage,
  played: Case,
): Promise<{ readonly ways: readonly Attribution[]; readonly own: boolean }> {
  const operation = stage.contract.upstream[played.operation]!;
  for (const own of [true, false]) {
    const id = `${played.id} attribution ${own}`;
    const arrival = composeArrival(operation, played.input, { id, due: 0, seed: played.seed, own });
    for (const s of stage.simulators) await s.begin({ seed: played.seed, schedule: [] });
    const origin = now();
    const answer = await stage.send(operation, arrival.request, origin);
    await stage.quiet();
    const calls = await stage.endCase(origin);
    if (!stage.recognise(operation, answer).ok) continue;
    const ways = (['trace', 'words'] as const).filter((way) => {
      const find = whose([arrival], way);
      return calls.every((call) => find(heard(call)) !== undefined);
    });
    return { ways, own };
  }
  return { ways: [], own: false };
}

async function begin(
  simulator: StandIn,
  { seed, traffic }: Case,
  began: number,
  find: ReturnType<typeof whose>,
): Promise<void> {
  const all = traffic!.outages.filter(({ dependency }) => dependency === simulator.dependency.name);
  await simulator.begin({
    seed,
    schedule: [],
    outages: { all, began, lasts: traffic!.during },
    whose: ({ target, headers, body }) => find({ target, headers, text: body.toString('utf8') }),
  });
}

const heard = ({ request: { target, headers, body } }: Call) => ({ target, headers, text: body.text });

function byRequest(calls: readonly Call[], count: number, find: ReturnType<typeof whose>) {
  const own: Call[][] = Array.from({ length: count }, () => []);
  const foreign: Call[] = [];
  for (const call of calls) (own[find(heard(call)) ?? -1] ?? foreign).push(call);
  return { own, foreign };
}

function seen(stage: Stage, arrival: Arrival, answer: Answered, calls: readonly Call[], origin: number): SeenRequest {
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

function slim({ dependency, operation = '?', began, reply, fault }: Call): SlimCall {
  const { ended, end } = reply;
  return { to: `${dependency}.${operation}`, began, ended, end, ...(fault ? { fault: fault.kind } : {}) };
}

function outagesOf(
  { traffic }: Case,
  healthyCalls: Observation['healthyCalls'],
  calls: readonly Call[],
  refused: ReadonlySet<string>,
  standIns: readonly StandIn[],
): SeenOutage[] {
  const met = standIns.flatMap((s) => s.met);
  const { outages, rate, before, during } = traffic!;
  return outages.map(({ dependency, operation, shape: name, shapeParams, fault }) => {
    const shape = shapeNamed(name);
    const mine = (site: string) =>
      operation === undefined ? site.startsWith(`${dependency}.`) : site === `${dependency}.${operation}`;
    const usual = Object.entries(healthyCalls).reduce((sum, [site, n]) => sum + (mine(site) ? n : 0), 0);
    const kind = fault ?? name;
    const struck =
      calls.filter((c) => mine(`${c.dependency}.${c.operation}`) && c.fault?.kind === kind && !c.fault.undelivered)
        .length +
      met.filter((m) => m.dependency === dependency && m.fault.kind === kind && !m.fault.undelivered).length;
    return {
      began: before,
      over: before + shape.over(shapeValues(shape, shapeParams), during, rate * usual),
      limits: shape.limits,
      struck,
      ...(refused.has(dependency) ? { refused: true } : {}),
    };
  });
}

function heldUp({ heartbeat }: Stage, { traffic }: Case, origin: number): number {
  const { before, during, after } = traffic!;
  const begins = [0, before, before + during];
  const lasting = [before, during, after];
  return Math.max(...begins.map((at, i) => heartbeat.shareBetween(origin + at, origin + at + lasting[i]!)));
}

async function connectionsAt(
  stage: Stage,
  at: number,
  moment: Parameters<Stage['look']>[0],
): Promise<Readonly<Record<string, number>>> {
  await sleep(at - now(), stage.signal);
  stage.look(moment);
  return connections(stage);
}

const connections = ({ simulators }: Stage) =>
  Object.fromEntries(simulators.map((s) => [s.dependency.name, s.connections]));
