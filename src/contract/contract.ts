/** A JSON Schema (draft 2020-12) that stands alone: every `$ref` in it points into itself. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** Line and column, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** JSON Pointer to what is meant, where line and column cannot tell: of a contract that is code. */
  readonly pointer?: string;
}

/** The four meanings an answer can have; other names are declared with `like`. */
export const answerKinds = ['ok', 'degraded', 'rejected', 'unavailable'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** `POST /v1/tickets/{id}`, taken apart. */
export interface Route {
  /** `tool` where the path is the name of a tool. */
  readonly method: string;
  readonly path: string;
}

export interface Contract {
  /** The file as the user named it; findings cite it. */
  readonly file: string;
  /** All that stands in it: findings quote its lines. Journals of earlier versions do not hold it. */
  readonly text?: string;
  /** The folder that commands run in and that no `$ref` leaves: an absolute path. */
  readonly project: string;
  readonly component: Component;
  readonly upstream: Readonly<Record<string, Operation>>;
  readonly downstream: Readonly<Record<string, Dependency>>;
  readonly waivers: readonly Waiver[];
  /** JSON Pointer into the contract file → where that value stands. */
  readonly places: Readonly<Record<string, Place>>;
}

export interface Component {
  readonly name: string;
  readonly summary?: string;
  readonly owner?: string;
  readonly escalation?: string;
  readonly runbook?: string;
  readonly launch: Launch;
}

interface Started {
  readonly env: Readonly<Record<string, string>>;
  readonly ready: Route;
  /** Milliseconds from the start of the process to its first ready answer. */
  readonly within: number;
  /** It is a tool server (MCP): at a path, or, without one, on standard input and output. */
  readonly mcp?: { readonly path?: string };
}

export type Launch =
  | ({ readonly kind: 'command'; readonly command: string } & Started)
  | ({ readonly kind: 'module'; readonly module: string; readonly exportName: string } & Started)
  | ({ readonly kind: 'url'; readonly url: string } & Started);

/** What stands for a status where a tool answers: its result says `isError`, or there is an error of JSON-RPC. */
export const toolStatuses = ['tool-error', 'rpc-error'] as const;
/** Of an HTTP response; a result of a tool has 200. */
export type Status = number | (typeof toolStatuses)[number];

/** One thing that callers can ask the component for. */
export interface Operation {
  readonly name: string;
  readonly call: Route;
  /** The callers that rely on it. */
  readonly from: readonly string[];
  readonly accepts: Accepts;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly budget: Budget;
  /** `same`: the same request again has no second effect; undefined: nothing is promised. */
  readonly repeats?: 'same';
  /** Effects that an `ok` promises, and that may be acknowledged later. */
  readonly delivers?: readonly Delivery[];
  /** The dependencies that it needs; undefined: learnt by watching. */
  readonly uses?: readonly string[];
}

/** Accepted now, done later: an effect of every request that was answered `ok`, whatever fails meanwhile. */
export interface Delivery {
  readonly dependency: string;
  /** An operation of the dependency, with `effect: once`. */
  readonly operation: string;
  /** Milliseconds until it must be acknowledged: from the answer, or from the end of what failed if that is later. */
  readonly within: number;
  /**
   * JSON Pointer into the body of the request. A call of the effect belongs to the request whose text or number from there
   * stands in the call's idempotency key, path, query or a value of its body: as it is, no letter or digit around it.
   */
  readonly key: string;
}

export interface Accepts {
  readonly body?: Schema;
  readonly path: Readonly<Record<string, Schema>>;
  readonly query: Readonly<Record<string, Schema>>;
  readonly headers: Readonly<Record<string, Schema>>;
  readonly examples: readonly Input[];
  /** Names of the mess that must be served although the schema forbids it. */
  readonly tolerates: readonly string[];
}

/** One request's worth of values, before it becomes bytes. */
export interface Input {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** How an answer comes that comes piece by piece. */
export const streamFormats = ['sse', 'ndjson'] as const;
export type StreamFormat = (typeof streamFormats)[number];

export interface Answer {
  readonly name: string;
  readonly like: AnswerKind;
  /** Empty where only the event of a stream says that it is this answer. */
  readonly status: readonly Status[];
  /** Header name (lower case) → regular expression that its value matches. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Schema;
  /** JSON Pointer into the body → the constant that stands there. */
  readonly where: Readonly<Record<string, unknown>>;
  /** It comes as a stream of events. */
  readonly stream?: AnswerStream;
}

/** Which answer it is says the event that ends it. */
export interface AnswerStream {
  readonly format: StreamFormat;
  readonly events: Readonly<Record<string, AnswerEvent>>;
}

/** One kind of event of a streamed answer: an event of SSE, a line of NDJSON. */
export interface AnswerEvent {
  readonly name: string;
  /** The name that it has in the stream, where events have names. */
  readonly event?: string;
  /** JSON Pointer into its data → the constant that stands there. */
  readonly where: Readonly<Record<string, unknown>>;
  readonly data?: Schema;
  /** The answer is complete with it, and is the one that is named. */
  readonly ends?: string;
}

export interface Budget {
  /** Milliseconds from sending the request to the last byte of the answer, whatever fails. */
  readonly deadline: number;
  /** Dependency → most calls that one request may cause, retries included. */
  readonly calls: Readonly<Record<string, number>>;
  /** Most model tokens that one request may cost. */
  readonly tokens?: number;
  /** Milliseconds until the first event of a streamed answer, and between two of them; undefined: nothing is promised. */
  readonly firstEvent?: number;
  readonly gap?: number;
  /** Milliseconds after the caller has left until no new call begins; undefined: nothing is promised. */
  readonly cancels?: number;
  /** Percentiles in milliseconds. */
  readonly latency?: Latency;
  /** Requests a second at which they hold. */
  readonly rate: number;
}

/** Percentiles in milliseconds. */
export interface Latency {
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
}

/** What the component calls: model API, vector store, tool server, feature service, sink. */
export interface Dependency {
  readonly name: string;
  readonly protocol: string;
  /** A fixed port for the simulator; undefined: a free one for each rig. */
  readonly port?: number;
  /** It is spoken to over TLS. */
  readonly tls?: true;
  /**
   * Where the component looks for it, wherever it is told to: `https://api.example.com`. Its connections to there are led to
   * the simulator, which is spoken to over TLS where this is https.
   */
  readonly origin?: string;
  /** Where the real server listens, where nothing is simulated: `127.0.0.1:5432`. */
  readonly target?: string;
  readonly latency?: Latency;
  /** Names of the answers allowed when this dependency gives nothing usable. */
  readonly onFailure: readonly string[];
  /** Milliseconds after an outage ends until requests are `ok` again. */
  readonly recoversWithin: number;
  readonly operations: Readonly<Record<string, DependencyOperation>>;
  /** What a model says when it is asked: texts, or values for structured output. */
  readonly replies: readonly unknown[];
  /** Of a tool server; each is one of its operations as well. */
  readonly tools?: Readonly<Record<string, Tool>>;
  /** How a tool server replies; undefined: with JSON. */
  readonly stream?: 'sse';
  /** Whether a tool server keeps sessions; undefined: it does. */
  readonly sessions?: boolean;
  /** What a vector store holds, by name; none: any collection that the component asks for is there. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** Names of the operations that change something: those declared so, or those that its protocol brings. */
  readonly effects: readonly string[];
  /** Fault kind → what it means here instead of what it usually leaves. */
  readonly treats: Readonly<Record<string, Treatment>>;
}

/** The claims a fault can make about the healthy reply; see `fault/fault.ts`. */
export const claims = ['intact', 'late', 'doubtful', 'lost', 'tainted'] as const;
export type Claim = (typeof claims)[number];
/** Another claim, or the list of the answers that are right. */
export type Treatment = Claim | readonly string[];

/** A collection of vectors, or an index of them. */
export interface Collection {
  /** How long its vectors are; undefined: as long as the first one that is seen. */
  readonly dimension?: number;
  /** The schema of what is stored beside a vector. */
  readonly payload?: Schema;
  /** What searches find: payloads. */
  readonly examples: readonly unknown[];
}

export interface DependencyOperation {
  readonly name: string;
  readonly call: Route;
  readonly expects: Expects;
  readonly returns: Returns;
  /** `once`: it changes something, and a retry must carry the same idempotency key. */
  readonly effect: 'none' | 'once';
  readonly idempotencyKey?: KeyPlace;
}

/** A tool of a tool server, as the contract declares it. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** What its arguments satisfy. */
  readonly input: Schema;
  /** The output schema that it tells its clients: its result is a value of it, and the same as text. */
  readonly output?: Schema;
  /** Of the JSON in its text, where it tells its clients no output schema. */
  readonly text?: Schema;
  /** Results of the real tool: texts, or values. */
  readonly examples: readonly unknown[];
  readonly effect: DependencyOperation['effect'];
  /** In the body: a pointer into the arguments. */
  readonly idempotencyKey?: KeyPlace;
}

export interface Expects {
  readonly path: Readonly<Record<string, Schema>>;
  readonly query: Readonly<Record<string, Schema>>;
  /** Header name (lower case) → regular expression that its value matches. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Schema;
}

export interface Returns {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Schema;
  readonly examples: readonly unknown[];
  /** JSON Pointer into the reply → `path.id`, `query.q`, `header.x` or `body/pointer` of the request. */
  readonly echo: Readonly<Record<string, string>>;
}

export type KeyPlace =
  | { readonly in: 'header'; readonly name: string }
  | { readonly in: 'body'; readonly pointer: string };

/** An accepted finding, with its reason, owner and last day. */
export interface Waiver {
  /** Name or glob: `<operation>/<dependency>/<fault>/<check>`. */
  readonly finding: string;
  readonly because: string;
  readonly owner: string;
  /** The last day on which it counts: `YYYY-MM-DD`, UTC. */
  readonly until: string;
  /** That day was over when the contract was read: it covers nothing any more, and fails the gate. */
  readonly expired?: true;
}
