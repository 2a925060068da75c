import type { Contract, Operation } from '../contract/contract.ts';
import type {
  Aftermath,
  Answered,
  Case,
  Internals,
  Observation,
  PlayedMess,
  SentRequest,
} from '../observation/observation.ts';
import { type Heartbeat, now, wallTime } from './clock.ts';
import { compose, composeClean, sent } from './driver/compose.ts';
import type { Connection } from './driver/connection.ts';
import { formatsOf } from './driver/incoming.ts';
import type { ToSend } from './driver/request.ts';

/** Cases that were played one right after the other, over one connection and with one healthy request after them all. */
export interface Row {
  /** In the order of the cases; less of them where the row ended early. */
  readonly observations: readonly Observation[];
  /** The healthy request was `ok` and the process goes on. Else nothing that was seen may count. */
  readonly well: boolean;
}

/** What a row needs of its rig. */
export interface Stage {
  readonly contract: Contract;
  readonly connection: Connection;
  readonly heartbeat: Heartbeat;
  readonly internals: Internals;
  readonly signal: AbortSignal | undefined;
  recognise(operation: Operation, answer: Answered): { readonly ok: boolean };
  patience(operation: Operation): number;
  exit(): Aftermath['exit'];
  /** Resolves as soon as the process has ended; without one, or after some milliseconds, all the same. */
  ending(): Promise<void>;
  /** What the component wrote since a time. */
  output(since: number): string;
  /** Answers to rejected requests that are known to leave the connection clean. */
  readonly clean: Set<string>;
}

interface Asked {
  readonly request: ToSend;
  readonly answer: Answered;
  readonly reused: boolean;
  readonly origin: number;
  readonly started: number;
  readonly lag: number;
  readonly output: string;
}

/**
 * Plays cases without faults on a component that can call nobody. A component that leaves a part of a request unread
 * finds it where the next request should be: what it then answers, and to what, is not known. So behind an answer that
 * is not known to leave nothing comes a request that is to be `ok`, before one is rejected that might be.
 */
export async function playRow(stage: Stage, cases: readonly Case[]): Promise<Row> {
  const asked: Asked[] = [];
  const observations: Observation[] = [];
  let doubtful: string | undefined;
  const send = async (operation: Operation, request: ToSend) => {
    const one = await ask(stage, operation, request);
    if (doubtful !== undefined && one.reused && stage.recognise(operation, one.answer).ok) stage.clean.add(doubtful);
    doubtful = undefined;
    return one;
  };
  /** One healthy request for all cases since the last. */
  const isWell = async (last: Case) => {
    const operation = stage.contract.upstream[last.operation]!;
    const healthy = await send(operation, composeClean(operation, last));
    if (stage.exit() || !stage.recognise(operation, healthy.answer).ok) return false;
    const until = healthy.origin + healthy.answer.ended;
    for (let i = observations.length; i < asked.length; i++)
      observations.push(observation(stage, cases[i]!, asked[i]!, recovered(asked[i]!, until, asked.length - 1 - i)));
    return true;
  };
  for (const [i, played] of cases.entries()) {
    if (doubtful !== undefined && played.mess && played.mess.owes !== 'served' && !(await isWell(cases[i - 1]!)))
      return await ended(stage, cases, asked);
    const operation = stage.contract.upstream[played.operation]!;
    const one = await send(operation, compose(operation, played));
    asked.push(one);
    if (one.answer.kind === 'none' || stage.exit()) return await ended(stage, cases, asked);
    const trace = leaving(played.mess, one);
    if (trace !== undefined && !stage.clean.has(trace)) doubtful = trace;
  }
  return (await isWell(cases.at(-1)!)) ? { well: true, observations } : await ended(stage, cases, asked);
}

function recovered({ origin, answer }: Asked, until: number, between: number): Omit<Aftermath, 'output'> {
  const waited = until - origin - answer.ended;
  return { recovered: waited, ...(between > 0 ? { between } : {}), waited };
}

// A longer body may be refused before it was read, with the same words.
const readAtOnce = 4096;

/**
 * Answers of which one leaves as much unread as the other: the same words about what was wrong with a value, or about
 * the same mess. Undefined where there was nothing to read.
 */
function leaving(mess: PlayedMess | undefined, { request, answer }: Asked): string | undefined {
  if (!mess || !request.body || answer.kind === 'none') return undefined;
  const about = mess.pointer.startsWith('/body/') && request.body.length <= readAtOnce ? 'a value' : mess.kind;
  return `${about} ${answer.status} ${answer.body.text}`;
}

async function ended(stage: Stage, cases: readonly Case[], asked: readonly Asked[]): Promise<Row> {
  // Of a process that ends, the connection is seen to close first.
  await stage.ending();
  const exit = stage.exit();
  return {
    well: false,
    observations: asked.map((one, i) =>
      observation(stage, cases[i]!, one, { ...(exit && i === asked.length - 1 ? { exit } : {}), waited: 0 }),
    ),
  };
}

/** A connection that was reused may have been closed just then: only what comes of a new one counts. */
async function ask(stage: Stage, operation: Operation, request: ToSend): Promise<Asked> {
  const { connection, heartbeat, signal } = stage;
  for (;;) {
    const started = wallTime();
    const origin = now();
    const { answer, reused, silent } = await connection.send(request, {
      patience: stage.patience(operation),
      origin,
      formatOf: formatsOf(operation),
      ...(signal ? { signal } : {}),
    });
    if (reused && silent && !stage.exit() && !signal?.aborted) {
      connection.drop();
      continue;
    }
    return {
      request,
      answer,
      reused,
      origin,
      started,
      lag: heartbeat.worstSince(origin),
      output: stage.output(origin),
    };
  }
}

function observation(stage: Stage, played: Case, one: Asked, aftermath: Omit<Aftermath, 'output'>): Observation {
  return {
    case: played,
    started: one.started,
    request: recorded(played, one.request),
    answer: one.answer,
    calls: [],
    aftermath: { ...aftermath, output: one.output },
    healthyCalls: {},
    lag: one.lag,
    internals: stage.internals,
  };
}

/** The body of a messy request is recorded already. */
function recorded({ mess }: Case, request: ToSend): SentRequest {
  const body = mess?.request.body;
  const { method, target, headers } = request;
  return body ? { method, target, headers, body } : sent(request);
}
