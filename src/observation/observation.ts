import type { SeenStream } from './stream.ts';
import type { Traffic } from './traffic.ts';

// All that was seen in one case, as plain data: checks judge it, the journal stores it. Times are milliseconds on one
// clock, counted from the moment at which the upstream request was sent.

export interface Observation {
  readonly case: Case;
  /** When the request was sent, in milliseconds since 1970: for dates in headers. */
  readonly started: number;
  readonly request: SentRequest;
  readonly answer: Answered;
  /** The same request again, where the case sends it twice; `began`: when. */
  readonly again?: { readonly request: SentRequest; readonly answer: Answered; readonly began: number };
  /** What the other requests of the same moment got, in the order of the case. */
  readonly atOnce?: readonly { readonly request: SentRequest; readonly answer: Answered }[];
  /** In order of arrival; of all requests of the case. */
  readonly calls: readonly Call[];
  /** Of one request of traffic: which calls were its own could not be told. */
  readonly callsUnknown?: true;
  /** What the request should have had done in the end, where the contract says so and it was accepted. */
  readonly delivered?: readonly Delivered[];
  /** Connections that a fault met, and on which nothing was asked then. */
  readonly met?: readonly MetConnection[];
  readonly aftermath: Aftermath;
  /** `dependency.operation` → calls of the same request when nothing is wrong. */
  readonly healthyCalls: Readonly<Record<string, number>>;
  /** The longest that the harness itself was held up until the answer was there, in milliseconds. */
  readonly lag: number;
  /** All the longer ones of these times together; journals of earlier versions tell the longest alone. */
  readonly lagInAll?: number;
  /** How long the component was ready to go on and no CPU was free for it, until the answer was there, in milliseconds. */
  readonly starved?: number;
  /** What of the component's secrets and addresses must not show. */
  readonly internals: Internals;
  /** Where the case had traffic: what became of all of it. Request, answer and calls are then those of one telling request. */
  readonly traffic?: SeenTraffic;
}

/** One concrete request with its schedule. All that is needed to play it again. */
export interface Case {
  /** `<operation>/<dependency>/<fault>/<recurrence>#<number>`, `<operation>/input/<mess>#<number>`. */
  readonly id: string;
  readonly operation: string;
  readonly seed: number;
  /** A clean request: steady state and recovery are asked with it. */
  readonly input: Input;
  /** What is sent instead of it. */
  readonly mess?: PlayedMess;
  /** It is sent together with others. */
  readonly atOnce?: AtOnce;
  readonly schedule: readonly ScheduledFault[];
  /** Instead of one request many come, and dependencies are out for some of the time; there is no schedule then. */
  readonly traffic?: Traffic;
}

/** Clean requests that are sent at the same moment as the one that a case is about. */
export interface AtOnce {
  /** What only the request of the case says. */
  readonly words: readonly string[];
  /** The request without words of its own. */
  readonly clean: Input;
  readonly others: readonly { readonly input: Input; readonly words: readonly string[] }[];
}

/** One thing about a request that is not as in the clean sample. */
export interface PlayedMess {
  readonly kind: string;
  /** JSON Pointer into the request: `/body/items/3`. */
  readonly pointer: string;
  /** As they are shown. */
  readonly was: string;
  readonly became: string;
  /** What the contract wants; `either`: standards leave it to the reader; `open`: of the answer nothing is certain. */
  readonly owes: 'served' | 'rejected' | 'either' | 'open';
  readonly request: Omit<SentRequest, 'body'> & { readonly body?: Body };
}

export interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface ScheduledFault {
  readonly dependency: string;
  readonly operation: string;
  /** The call of this operation at which it strikes first, counted from 1. */
  readonly call: number;
  readonly recurs: 'first' | 'every';
  readonly fault: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export type Headers = readonly (readonly [name: string, value: string])[];

/** Bytes as text where they are text; `gzip`: compressed, as base64. `length` is their number before they were cut. */
export interface Body {
  readonly text: string;
  readonly length: number;
  readonly cut?: true;
  readonly encoding?: 'base64' | 'gzip';
}

export interface SentRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: Body;
  readonly sending?: Sending;
}

/** How a request is sent that does not go out whole, at once and a single time. */
export interface Sending {
  /** The body in pieces: where each of them begins, in bytes, but for the first. */
  readonly cuts?: readonly number[];
  /** Milliseconds between two pieces. */
  readonly pause?: number;
  /** In the chunked transfer coding, a piece a chunk, without a length. */
  readonly chunked?: true;
  /**
   * When the caller closes the connection, without an answer: at a downstream call, the first that the request causes; at
   * an event, the first of a streamed answer.
   */
  readonly leaves?: 'within the body' | 'after the request' | 'at a call' | 'at an event';
  /** Milliseconds for which calls are watched after the caller has left. */
  readonly watched?: number;
  /** The same request is sent once more. */
  readonly again?: 'afterwards' | 'at once';
}

export type Answered = Response | NoAnswer;

export interface Response {
  readonly kind: 'response';
  /** Of HTTP; or what stands for it where a tool answers. */
  readonly status: number | 'tool-error' | 'rpc-error';
  readonly headers: Headers;
  readonly body: Body;
  /** Where it is declared as a stream. */
  readonly stream?: SeenStream;
  /** When its last byte came. */
  readonly ended: number;
  /** When the last byte of the request had left, where that took time. */
  readonly asked?: number;
}

export interface NoAnswer {
  readonly kind: 'none';
  /**
   * `timeout`: the harness stopped waiting. `failed`: the connection was closed, reset or refused, or spoke no HTTP.
   * `left`: the caller closed the connection.
   */
  readonly why: 'timeout' | 'failed' | 'left';
  readonly detail: string;
  readonly ended: number;
  readonly asked?: number;
  /** What had come of a streamed answer. */
  readonly begun?: Begun;
}

export interface Begun extends Pick<Response, 'status' | 'headers' | 'body'> {
  readonly stream: SeenStream;
}

/** One request of the component to a simulated dependency. */
export interface Call {
  readonly dependency: string;
  /** Undefined where the contract declares no such call. */
  readonly operation?: string;
  readonly began: number;
  readonly request: SentRequest;
  /** What it asks for, where each request has an id of its own: the same words for the same question. */
  readonly asks?: string;
  /** What a well dependency finds wrong with the request. */
  readonly flaws: readonly Flaw[];
  readonly reply: SentReply;
  readonly fault?: StruckFault;
  /** Model tokens that the reply reported. */
  readonly tokens?: number;
  /** Set where the operation has an effect. */
  readonly effect?: Effect;
  /** A fault had its reply, and all that it asked for was asked again and answered; told of real servers only. */
  readonly askedAgain?: true;
}

/** Something wrong with a request. */
export interface Flaw {
  /** Where in the request, the same for the same mistake: `body/text`, `header/idempotency-key`, `call`. */
  readonly at: string;
  /** A sentence without its full stop. */
  readonly message: string;
}

/** What really left the socket. */
export interface SentReply {
  /** Undefined where not even a head was sent. */
  readonly status?: number;
  readonly headers: Headers;
  /** Bytes of head and body that were handed to the network. */
  readonly bytes: number;
  /** `complete`; `closed` (FIN) or `reset` (RST) by the dependency; `abandoned` by the component; `open` when the case ended. */
  readonly end: 'complete' | 'closed' | 'reset' | 'abandoned' | 'open';
  readonly ended: number;
}

export interface StruckFault {
  readonly kind: string;
  readonly params: ScheduledFault['params'];
  readonly leaves: 'intact' | 'late' | 'doubtful' | 'lost' | 'tainted';
  /** The reply says that the same request will never succeed. */
  readonly permanent: boolean;
  /** Undefined: it struck as it claims. Else why it could not. */
  readonly undelivered?: string;
  /** What exactly was done. */
  readonly detail?: string;
  /** The word that was planted in the reply, if it has a place for one. */
  readonly marker?: string;
  /** Milliseconds that the reply was held back, as measured. */
  readonly waited: number;
}

/** A connection of the component that met a fault before anything was asked on it. */
export interface MetConnection {
  readonly dependency: string;
  /** When it was accepted. */
  readonly began: number;
  readonly fault: StruckFault;
}

export interface Effect {
  readonly key?: string;
  /** The dependency did what it was asked. */
  readonly committed: boolean;
  /** It had done it before under the same key, so nothing new happened. */
  readonly repeated: boolean;
}

/** What became of an effect that an accepted request promises. */
export interface Delivered {
  /** `dependency.operation`. */
  readonly effect: string;
  /** What tells whose a call is; undefined where the request holds nothing of it that can be read. */
  readonly key?: string;
  /** Calls that carried it. */
  readonly calls: number;
  /** When the first of them was acknowledged that was; undefined: none was. */
  readonly acknowledged?: number;
  /** One of them was told that it will never succeed: by its status, or by a code or header that says so. */
  readonly refused?: true;
  /** Until when one of them was told to wait before the next. */
  readonly toldToWait?: number;
  /** From when on it had to be possible: nothing failed any more, and the answer was there. */
  readonly possible: number;
  /** Until when it was waited for. */
  readonly watched: number;
}

export interface Aftermath {
  /** Set where the component's process ended during the case. */
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
  /** Milliseconds from the end of the faults until a healthy request was `ok` again; undefined: it never was. */
  readonly recovered?: number;
  /** Other cases that were played before healthy requests were sent: they are in this time as well. */
  readonly between?: number;
  /** How long recovery was waited for. */
  readonly waited: number;
  /** The longest that the harness itself was held up meanwhile, in milliseconds; where it did not recover. */
  readonly lag?: number;
  /** How long the component was kept from a CPU meanwhile, in milliseconds; where it did not recover. */
  readonly starved?: number;
  /** What the first healthy request afterwards got, if it was not `ok`. */
  readonly firstProbe?: string;
  /** What the first healthy request afterwards got, where several had been sent at once. */
  readonly later?: Answered;
  /** The readiness request was answered after the case; only asked where healthy requests failed. */
  readonly ready?: boolean;
  /** The last lines that the component wrote while the case ran. */
  readonly output: string;
  /** Door faults: connections were verified to be refused. */
  readonly refused?: readonly string[];
}

/**
 * How calls were told apart: by the trace that the component passed on, by words of the request, by sending one request at a
 * time in the same outages once more, or not at all.
 */
export type Attribution = 'trace' | 'words' | 'turns' | 'none';

/** Traffic as it went. Times are milliseconds since its first request was due. */
export interface SeenTraffic {
  readonly attribution: Attribution;
  /** In the order of the case. */
  readonly outages: readonly SeenOutage[];
  readonly requests: readonly SeenRequest[];
  /** Requests of the same outages, sent one at a time; `due` counts as if they were part of the others. */
  readonly turns?: readonly SeenRequest[];
  /** What cannot be attributed: calls by dependency and operation, and when they came. */
  readonly calls: readonly SlimCall[];
  /** The largest part of one of its phases in which the harness itself was held up, 0 to 1. */
  readonly heldUp: number;
  /** The largest part of one of its phases in which the component was kept from a CPU, 0 to 1. */
  readonly starved?: number;
  /** Dependency → connections that were open before, at the end of the outages, and when all was quiet again. */
  readonly connections: Readonly<
    Record<string, { readonly before: number; readonly during: number; readonly after: number }>
  >;
  /** Where dependencies kept a pace: how exact the measurement is. */
  readonly exactness?: Exactness;
  /** Where the system tells. */
  readonly descriptors?: Descriptors;
}

/** What the harness itself does to times, in milliseconds. */
export interface Exactness {
  /** Requests sent in the same way to a server that does nothing. */
  readonly own: Distribution;
  /** How much longer than asked replies were held back. */
  readonly beyond: Distribution;
}

/** Some times in three numbers. */
export interface Distribution {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * File descriptors that the component had open, but for its connections to dependencies: of its processes that were
 * there all the time.
 */
export interface Descriptors {
  /** Before the traffic. */
  readonly begin: number;
  /** When the outages began. */
  readonly before: number;
  /** In the middle of the outages. */
  readonly middle: number;
  /** When the outages ended. */
  readonly end: number;
  /** When all was quiet and well again. */
  readonly after: number;
  /** A moment after that. */
  readonly later: number;
}

export interface SeenOutage {
  readonly began: number;
  /** When it was meant to be over, what it left behind included. */
  readonly over: number;
  /** It was about how much the dependency can bear. */
  readonly limits: boolean;
  /** Calls that it struck or delayed. */
  readonly struck: number;
  /** Connections were verified to be refused. */
  readonly refused?: boolean;
}

/** One request of the traffic. */
export interface SeenRequest {
  readonly operation: string;
  /** When it was to be sent: its time counts from there. */
  readonly due: number;
  /** What the answer is called: `ok`, `undeclared 500`, `no answer`. */
  readonly answer: string;
  readonly ok: boolean;
  /** Milliseconds from `due` to the last byte. */
  readonly took: number;
  /** The longest that the harness was held up meanwhile, in milliseconds. */
  readonly lag: number;
  /** Its calls, where they can be attributed. */
  readonly calls: readonly SlimCall[];
  /** The mess kind, where it was not clean. */
  readonly messy?: string;
  /** All of it, where it tells something. */
  readonly whole?: { readonly request: SentRequest; readonly answer: Answered; readonly calls: readonly Call[] };
  /** What it should have had done in the end. Times count from `due`. */
  readonly delivered?: readonly Delivered[];
}

/** A call without what was said in it. */
export interface SlimCall {
  /** `dependency.operation`; `dependency.?` where none is declared. */
  readonly to: string;
  readonly began: number;
  readonly ended: number;
  readonly end: SentReply['end'];
  /** What struck it. */
  readonly fault?: string;
}

export interface Internals {
  /** Name → the canary that stands for the secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** `host:port` of the simulated dependencies. */
  readonly addresses: readonly string[];
  /** The folder that the component runs in. */
  readonly folder: string;
}

/** The value of a header, by its lower-case name; several are joined as HTTP does it. */
export function header(headers: Headers, name: string): string | undefined {
  const values = headers.filter(([n]) => n.toLowerCase() === name).map(([, v]) => v);
  return values.length > 0 ? values.join(', ') : undefined;
}
