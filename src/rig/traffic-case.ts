import { carries, saidInCall } from '../observation/delivery.ts';
import type {
  Answered,
  Attribution,
  Call,
  Case,
  Delivered,
  Observation,
  SeenOutage,
  SeenRequest,
  SeenTraffic,
  SlimCall,
} from '../observation/observation.ts';
import type { Outage } from '../observation/traffic.ts';
import { shapeNamed } from '../outage/index.ts';
import { shapeValues } from '../outage/outage.ts';
import { now, sleep, wallTime } from './clock.ts';
import { CpuWatch } from './component/cpu-watch.ts';
import { awaitDelivered, deliveredOf, type Owed, owedBy } from './deliveries.ts';
import { sent } from './driver/compose.ts';
import { keysOf } from './driver/own-key.ts';
import { type Arrival, areTold, composeArrival, composeTraffic, drive, whose } from './driver/traffic.ts';
import type { StandIn } from './stand-in.ts';
import { beginOutages, heard, type Stage, seen, slim } from './traffic-stage.ts';
import { playTurns } from './traffic-turns.ts';

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
  const by = ways.find((way) => way !== 'words' || areTold(arrivals)) ?? 'turns';
  const { before, during } = played.traffic!;
  const origin = now() + lead;
  const find = whose(arrivals, by);
  for (const simulator of stage.simulators) await beginOutages(simulator, played, origin + before, find);
  stage.look('begin');
  const started = wallTime();
  using watch = new CpuWatch(() => stage.cpuWaits());
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
  const over = origin + Math.max(...timesOf(played, healthyCalls).map((one) => one.over));
  const owed = owedFor(stage, arrivals, answers, { origin, over });
  await awaitDelivered(stage, owed.flat());
  await stage.quiet();
  const atLast = connections(stage);
  const [atBegin, atEnd] = await counts;
  const lag = stage.heartbeat.worstSince(origin);
  const refused = new Set(stage.simulators.filter((s) => s.refused).map((s) => s.dependency.name));
  const calls = await stage.endCase(origin, arrivals.flatMap(keysOfArrival));
  const { requests, foreign } = becameOf(stage, { arrivals, answers, owed, calls, find, origin, started });
  const outages = outagesOf(played, healthyCalls, calls, refused, stage.simulators);
  // None was sent where the run was ended before.
  const ended = { kind: 'none', why: 'failed', detail: 'the run was ended', ended: 0 } as const;
  const turns = by === 'turns' && !stage.over() ? await playTurns(stage, played, own) : [];
  const first = requests[0]?.whole ?? { request: sent(arrivals[0]!.request), answer: ended, calls: [] };
  const open = Object.keys(atLast).map((name) => [
    name,
    { before: atBegin[name]!, during: atEnd[name]!, after: atLast[name]! },
  ]);
  return {
    started,
    ...first,
    lag,
    traffic: {
      attribution: by,
      outages,
      requests,
      ...(turns.length > 0 ? { turns } : {}),
      calls: foreign,
      heldUp: heldUp(played, origin, (from, until) => stage.heartbeat.shareBetween(from, until)),
      starved: heldUp(played, origin, (from, until) => watch.waitedBetween(from, until) / (until - from)),
      connections: Object.fromEntries(open),
    },
  };
}

/** What became of requests, and the calls that cannot be told whose they are. */
export function becameOf(
  stage: Stage,
  all: {
    readonly arrivals: readonly Arrival[];
    readonly answers: readonly Answered[];
    readonly owed: readonly Owed[][];
    readonly calls: readonly Call[];
    readonly find: ReturnType<typeof whose>;
    readonly origin: number;
    readonly started: number;
  },
): { readonly requests: SeenRequest[]; readonly foreign: SlimCall[] } {
  const { arrivals, answers, owed, calls, find, origin, started } = all;
  const sorted = byRequest(calls, arrivals.length, withKeys(arrivals, find));
  const requests = answers.map((answer, i) => {
    const one = seen(stage, arrivals[i]!, answer, sorted.own[i]!, origin);
    const delivered = deliveredOf(owed[i]!, calls, { origin, started }).map((d) => countedFrom(arrivals[i]!.due, d));
    return delivered.length > 0 ? { ...one, delivered } : one;
  });
  return { requests, foreign: sorted.foreign.map(slim) };
}

/** How calls can be told apart with this component: one request is watched. `own`: with words of its own it is well. */
export async function attribution(
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
    const calls = await stage.endCase(origin, keysOfArrival(arrival));
    if (!stage.recognise(operation, answer).ok) continue;
    const ways = (['trace', 'words'] as const).filter((way) => {
      const find = whose([arrival], way);
      return calls.every((call) => find(heard(call)) !== undefined);
    });
    return { ways, own };
  }
  return { ways: [], own: false };
}

function byRequest(calls: readonly Call[], count: number, find: (call: Call) => number | undefined) {
  const own: Call[][] = Array.from({ length: count }, () => []);
  const foreign: Call[] = [];
  for (const call of calls) (own[find(call) ?? -1] ?? foreign).push(call);
  return { own, foreign };
}

export const keysOfArrival = ({ operation, request }: Arrival): string[] => [...keysOf(operation, request).values()];

/** A call of an effect that is delivered later belongs to the request whose key it carries; others as `find` says. */
function withKeys(arrivals: readonly Arrival[], find: ReturnType<typeof whose>): (call: Call) => number | undefined {
  const all = arrivals.flatMap(({ operation, request }, place) => {
    const keys = keysOf(operation, request);
    return (operation.delivers ?? []).flatMap((d) => {
      const key = keys.get(d.key);
      return key === undefined ? [] : [{ site: `${d.dependency}.${d.operation}`, key, place }];
    });
  });
  // A key that several requests have tells none of them.
  const places = new Map<string, Set<number>>();
  for (const { key, place } of all) places.set(key, (places.get(key) ?? new Set()).add(place));
  const keyed = all.filter(({ key }) => places.get(key)!.size === 1);
  const sites = new Set(keyed.map(({ site }) => site));
  return (call) => {
    const to = `${call.dependency}.${call.operation}`;
    if (!sites.has(to)) return find(heard(call));
    const said = saidInCall(call);
    return keyed.find(({ site, key }) => site === to && carries(said, key))?.place ?? find(heard(call));
  };
}

/** What each request owes. What failed in the outages does not fail any more at `over`. */
export function owedFor(
  { recognise }: Stage,
  arrivals: readonly Arrival[],
  answers: readonly Answered[],
  { origin, over }: { readonly origin: number; readonly over: number },
): Owed[][] {
  return answers.map((answer, i) => {
    const { operation, request, due } = arrivals[i]!;
    if (!recognise(operation, answer).ok) return [];
    return owedBy(operation, request, Math.max(over, origin + due + answer.ended));
  });
}

const countedFrom = (due: number, { acknowledged, toldToWait, ...one }: Delivered): Delivered => ({
  ...one,
  possible: one.possible - due,
  watched: one.watched - due,
  ...(acknowledged === undefined ? {} : { acknowledged: acknowledged - due }),
  ...(toldToWait === undefined ? {} : { toldToWait: toldToWait - due }),
});

function outagesOf(
  played: Case,
  healthyCalls: Observation['healthyCalls'],
  calls: readonly Call[],
  refused: ReadonlySet<string>,
  standIns: readonly StandIn[],
): SeenOutage[] {
  const met = standIns.flatMap((s) => s.met);
  const times = timesOf(played, healthyCalls);
  return played.traffic!.outages.map((outage, i) => {
    const { dependency, shape, fault = shape } = outage;
    const struck =
      calls.filter(
        (c) => isMeant(outage, `${c.dependency}.${c.operation}`) && c.fault?.kind === fault && !c.fault.undelivered,
      ).length +
      met.filter((m) => m.dependency === dependency && m.fault.kind === fault && !m.fault.undelivered).length;
    return { ...times[i]!, struck, ...(refused.has(dependency) ? { refused: true } : {}) };
  });
}

/** When the outages of a case begin and are over. */
function timesOf({ traffic }: Case, healthyCalls: Observation['healthyCalls']) {
  const { outages, rate, before, during } = traffic!;
  return outages.map((outage) => {
    const shape = shapeNamed(outage.shape);
    const usual = Object.entries(healthyCalls).reduce((sum, [site, n]) => sum + (isMeant(outage, site) ? n : 0), 0);
    const over = before + shape.over(shapeValues(shape, outage.shapeParams), during, rate * usual);
    return { began: before, over, limits: shape.limits };
  });
}

const isMeant = ({ dependency, operation }: Outage, site: string) =>
  operation === undefined ? site.startsWith(`${dependency}.`) : site === `${dependency}.${operation}`;

/** The largest share of one of the phases of the traffic. */
function heldUp({ traffic }: Case, origin: number, share: (from: number, until: number) => number): number {
  const { before, during, after } = traffic!;
  const begins = [0, before, before + during];
  const lasting = [before, during, after];
  return Math.max(...begins.map((at, i) => share(origin + at, origin + at + lasting[i]!)));
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
