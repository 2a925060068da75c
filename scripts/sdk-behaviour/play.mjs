// Plays one call of a client: the healthy one first, as the measure of the others, or one that is struck by a fault.
import diagnostics from 'node:diagnostics_channel';
import { faultNamed, protocolNamed } from '../../dist/protocol/index.js';
import { Heartbeat, now, sleep } from '../../dist/rig/clock.js';
import { Simulator } from '../../dist/rig/simulator/simulator.js';
import { watched } from './watch.mjs';

/** Milliseconds: who has no result by then hangs. Above what any of the clients needs for its retries. */
const patience = 25_000;

/** Requests that were begun, by port: those to a closed door are seen nowhere else. */
const begun = new Map();
diagnostics.subscribe('undici:request:create', ({ request: { origin } }) => {
  const { port } = new URL(origin);
  begun.set(port, requestsTo(port) + 1);
});
const requestsTo = (port) => begun.get(`${port}`) ?? 0;

/** A service as a contract declares it. */
const dependencyOf = ({ protocol, parts = {} }) => ({
  name: 'dep',
  protocol,
  onFailure: ['degraded'],
  recoversWithin: 1000,
  operations: {},
  replies: [],
  collections: {},
  effects: protocolNamed(protocol).effects ?? [],
  treats: {},
  ...parts,
});

/** What the call gives where nothing is wrong, and the targets that a fault of it would have: one for each request. */
export async function healthy(way, asks) {
  const simulator = await Simulator.open(dependencyOf(way));
  const { seen, calls } = await played(simulator, way, asks, []);
  await simulator[Symbol.asyncDispose]();
  // Some clients look round before they ask.
  const { operation, flaws, reply } = calls.at(-1) ?? {};
  if (!operation || seen.error || !seen.ended || flaws.length > 0 || reply.status >= 300)
    throw new Error(`${way.name} has no healthy answer: ${JSON.stringify(flaws)}`, { cause: seen.error });
  const error = (status, options) => protocolNamed(way.protocol).error(status, { nonce: '0', ...options });
  const replies = [operation, `${operation}@2`].flatMap((name) => simulator.replies.get(name) ?? []);
  const { dependency } = simulator;
  return { seen, operation, targets: replies.map((reply) => ({ dependency, operation, reply, error, pooled: false })) };
}

const heart = new Heartbeat();
/** Milliseconds: a process that was held up for longer says nothing of a client with a short time limit. */
const heldUp = 1000;
/** How often it is tried to play a case undisturbed. */
const plays = 5;

/** What the client makes of a fault that strikes each of its requests, and how many these are. */
export async function struck(...what) {
  for (let play = 1; ; play++) {
    const began = now();
    const told = await struckOnce(...what);
    if (!told.seen.ended || heart.worstBetween(began, now()) < heldUp || play === plays) return told;
  }
}

async function struckOnce(way, asks, operation, { fault, params }) {
  const simulator = await Simulator.open(dependencyOf(way));
  const schedule = [{ dependency: 'dep', operation, call: 1, recurs: 'every', fault, params }];
  const { seen, calls, tried } = await played(simulator, way, asks, schedule);
  // A client that still waits may yet ask again, and must not find another service at this port.
  if (seen.ended) await simulator[Symbol.asyncDispose]();
  const own = calls.filter((call) => call.operation === operation);
  const missed = own.every(({ fault: met }) => !met || met.undelivered !== undefined);
  const barred = faultNamed(fault).bar !== undefined;
  if (missed && !barred)
    throw new Error(`${way.name} did not meet ${fault}: ${own[0]?.fault?.undelivered}`, { cause: seen.error });
  return { seen, requests: barred ? tried : own.length };
}

async function played(simulator, way, asks, schedule) {
  const { seen, notes, tried } = await watched(async () => {
    await simulator.begin({ seed: 1, schedule: [] });
    const client = await way.open(simulator);
    await simulator.begin({ seed: 1, schedule });
    // Connections that were closed with it have to be known as closed.
    await sleep(20);
    const before = requestsTo(simulator.port);
    const seen = await within(patience, (said) => way.ask(client, asks, said));
    return { seen, tried: requestsTo(simulator.port) - before };
  });
  // Long enough for a rejection that nobody has handled to be told.
  await sleep(50);
  return { seen: { ...seen, ...notes }, calls: await simulator.end(), tried };
}

/** What was said until the end, or until patience is over; later words are not counted. */
async function within(ms, ask) {
  const said = {};
  const over = new AbortController();
  const ended = ask(said).then(
    (result) => ({ ended: true, result }),
    (error) => ({ ended: true, error }),
  );
  const end = await Promise.race([ended, sleep(ms, over.signal).then(() => ({ ended: false }))]);
  over.abort();
  return { said: { ...said }, ...end };
}
