import { distribution } from '../latency/distribution.ts';
import { gatesOf, isEnough, type Timed } from '../latency/gates.ts';
import { toBytes } from '../observation/body.ts';
import type { Attribution, Call, Case, Distribution, SeenRequest, SlimCall } from '../observation/observation.ts';
import type { MessyRequest } from '../observation/traffic.ts';
import { hash } from '../schema/seed.ts';
import { now, wallTime } from './clock.ts';
import { CpuWatch } from './component/cpu-watch.ts';
import { awaitDelivered } from './deliveries.ts';
import { sent, traced } from './driver/compose.ts';
import { type Arrival, areTold, composeTraffic, drive, whose } from './driver/traffic.ts';
import { attribution, becameOf, keysOfArrival, owedFor, type Played } from './traffic-case.ts';
import type { Stage } from './traffic-stage.ts';

/** A request of such a case; `messy`: its mess kind. */
interface PacedArrival extends Arrival {
  readonly messy?: string;
}

/** What came between two looks at the samples. */
interface Look {
  readonly by: Attribution;
  readonly requests: readonly SeenRequest[];
  readonly foreign: readonly SlimCall[];
  /** Milliseconds by which replies came later than they were meant to. */
  readonly beyond: readonly number[];
}

// Between the moment at which all is ready and the first request.
const lead = 20;
/** Of the requests that are sent, one in so many is messy, where some of them are. */
const messyEach = 4;

/**
 * Sends requests at a fixed rate while every dependency keeps its pace, until it can be told whether the budget holds, or
 * as many were sent as were planned. `own`: what the harness itself takes.
 */
export async function playPaced(stage: Stage, played: Case, own: Distribution): Promise<Played> {
  const paced = played.traffic!.paced!;
  const { budget } = stage.contract.upstream[played.operation]!;
  const { ways, own: worded } = await attribution(stage, played);
  const origin = now() + lead;
  const started = wallTime();
  using watch = new CpuWatch(() => stage.cpuWaits());
  const looks: Look[] = [];
  for (const [n] of paced.looks.entries()) {
    const arrivals = await composeLook(stage, played, { n, worded });
    const clean = arrivals.filter(({ messy }) => messy === undefined);
    const by = ways.find((way) => way !== 'words' || areTold(clean)) ?? 'none';
    looks.push(await playLook(stage, played, { n, arrivals, by, origin, started }));
    const timed = { ...together(looks), exactness: exactness(looks, own) };
    if (stage.signal?.aborted || isEnough(gatesOf(budget.latency ?? {}, paced, timed))) break;
  }
  return observed({ ...stage, watch }, { looks, own, origin, started });
}

/** Times count from the first request of all; what is sent later is due later. */
async function composeLook(
  stage: Stage,
  played: Case,
  { n, worded }: { readonly n: number; readonly worded: boolean },
): Promise<PacedArrival[]> {
  const traffic = played.traffic!;
  const { looks, warmUp, messy = [] } = traffic.paced!;
  const wanted = looks[n]! - (looks[n - 1] ?? 0) + (n === 0 ? warmUp : 0);
  const count = messy.length > 0 ? Math.ceil((wanted * messyEach) / (messyEach - 1)) : wanted;
  const during = ((count + 0.5) * 1000) / traffic.rate;
  const id = `${played.id} look ${n + 1}`;
  const look = {
    ...played,
    id,
    seed: hash(played.seed, 'look', n),
    traffic: { ...traffic, before: 0, during, after: 0 },
  };
  const arrivals = await composeTraffic(stage.contract, look, worded);
  return arrivals.map((arrival, i) =>
    messy.length > 0 && i % messyEach === messyEach - 1
      ? messedUp(arrival, messy[Math.floor(i / messyEach) % messy.length]!, `${id} ${i} messy`)
      : arrival,
  );
}

function messedUp({ operation, due }: Arrival, { kind, body, ...rest }: MessyRequest, id: string): PacedArrival {
  const { request, trace } = traced(operation, { ...rest, body: body && toBytes(body) }, id);
  return { operation, due, request, trace, words: [], messy: kind };
}

async function playLook(
  stage: Stage,
  played: Case,
  look: {
    readonly n: number;
    readonly arrivals: readonly PacedArrival[];
    readonly by: Attribution;
    readonly origin: number;
    readonly started: number;
  },
): Promise<Look> {
  const { n, by, origin, started } = look;
  const find = whose(look.arrivals, by);
  const seed = hash(played.seed, 'paces', n);
  for (const simulator of stage.simulators) {
    const pace = played.traffic!.paced!.paces[simulator.dependency.name];
    await simulator.begin({
      seed,
      schedule: [],
      outages: { all: [], began: origin, lasts: 0, ...(pace ? { pace } : {}) },
      whose: ({ target, headers, body }) => find({ target, headers, text: body.toString('utf8') }),
    });
  }
  const shift = Math.max(0, now() + lead - origin);
  const arrivals = look.arrivals.map((arrival) => ({ ...arrival, due: arrival.due + shift }));
  const send = (one: PacedArrival) => stage.send(one.operation, one.request, origin + one.due);
  const answers = await drive(arrivals, origin, send, stage.signal);
  const owed = owedFor(stage, arrivals, answers, { origin, over: origin });
  await awaitDelivered(stage, owed.flat());
  await stage.quiet();
  const calls = await stage.endCase(origin, arrivals.flatMap(keysOfArrival));
  const became = becameOf(stage, { arrivals, answers, owed, calls, find, origin, started });
  const requests = became.requests.map((request, i) => {
    const { messy } = arrivals[i]!;
    const { whole: _, ...rest } = request;
    return messy === undefined ? request : { ...rest, messy };
  });
  return { by, requests, foreign: became.foreign, beyond: calls.flatMap(beyondAsked) };
}

/** How much later than asked a reply left; undelivered ones say nothing. */
function beyondAsked({ fault, reply }: Call): number[] {
  const after = fault?.params.after;
  return fault && reply.end === 'complete' && typeof after === 'number' ? [fault.waited - after] : [];
}

const exactness = (looks: readonly Look[], own: Distribution) => ({
  own,
  beyond: distribution(looks.flatMap(({ beyond }) => beyond)),
});

const together = (looks: readonly Look[]): Omit<Timed, 'exactness'> => ({
  attribution: looks.some(({ by }) => by === 'none') ? 'none' : looks.at(-1)!.by,
  requests: looks.flatMap(({ requests }) => requests),
});

interface Drawn {
  readonly looks: readonly Look[];
  readonly own: Distribution;
  readonly origin: number;
  readonly started: number;
}

function observed(stage: Stage & { readonly watch: CpuWatch }, { looks, own, origin, started }: Drawn): Played {
  const { attribution: by, requests } = together(looks);
  const over = now();
  const first = requests.find(({ whole }) => whole)?.whole;
  // None was sent where the run was ended before.
  const ended = { kind: 'none', why: 'failed', detail: 'the run was ended', ended: 0 } as const;
  const empty = { method: 'GET', target: '/', headers: [], body: undefined };
  return {
    started,
    ...(first ?? { request: sent(empty), answer: ended, calls: [] }),
    lag: stage.heartbeat.worstSince(origin),
    traffic: {
      attribution: by,
      outages: [],
      requests,
      calls: looks.flatMap(({ foreign }) => foreign),
      heldUp: stage.heartbeat.shareBetween(origin, over),
      starved: stage.watch.waitedBetween(origin, over) / (over - origin),
      connections: {},
      exactness: exactness(looks, own),
    },
  };
}
