import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import type { Dependency } from '../../contract/contract.ts';
import { type Fault, Gone } from '../../fault/fault.ts';
import { planted, type Reply, render } from '../../fault/reply.ts';
import { toBody } from '../../observation/body.ts';
import type { Call, Headers, ScheduledFault, SentReply, StruckFault } from '../../observation/observation.ts';
import { faultNamed, protocolNamed } from '../../protocol/index.ts';
import { type Protocol, type Received, type Serve, type Served, Unsupported } from '../../protocol/protocol.ts';
import { hash } from '../../schema/seed.ts';
import { now, sleep } from '../clock.ts';
import { freePort } from '../ports.ts';
import { type Connection, connect } from './connection.ts';
import { Impossible, SocketExchange } from './exchange.ts';

/** What a simulator does during one case. */
export interface Script {
  /** Decides replies and markers. */
  readonly seed: number;
  readonly schedule: readonly ScheduledFault[];
}

/** What was seen of a call, as cheap to keep as possible; `Call` is made from it when the case is over. */
interface Seen {
  readonly request: Received;
  readonly served: Served;
  readonly began: number;
  reply: SentReply;
  fault?: StruckFault;
  committed: boolean;
  repeated: boolean;
  exchange?: SocketExchange;
}

const host = '127.0.0.1';

/** Stands in for one dependency on a loopback port: healthy unless its script says otherwise, and recording all. */
export class Simulator implements AsyncDisposable {
  readonly dependency: Dependency;
  readonly port: number;
  readonly #protocol: Protocol;
  readonly #serve: Serve;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #script: Script | undefined;
  #seen: Seen[] = [];
  #counts = new Map<string, number>();
  #keys = new Set<string>();
  #over = new AbortController();
  #nonce = 0;
  #shut = false;
  /** When the last request came or the last reply ended. */
  active = now();
  /** Replies given since the start, whether or not a case was on. */
  replies = new Map<string, Reply>();
  /** What was asked of it that it cannot simulate. */
  unsupported: string | undefined;

  private constructor(dependency: Dependency, port: number) {
    this.dependency = dependency;
    this.port = port;
    this.#protocol = protocolNamed(dependency.protocol);
    this.#serve = this.#protocol.open(dependency);
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      connect(
        socket,
        (request, connection) => this.#handle(request, connection),
        (detail, connection) => this.#refuseGarbage(detail, connection),
      );
    });
  }

  static async open(dependency: Dependency): Promise<Simulator> {
    const simulator = new Simulator(dependency, dependency.port ?? (await freePort()));
    await simulator.#listen();
    return simulator;
  }

  get url(): string {
    return `http://${host}:${this.port}`;
  }

  /** Whether a call of an operation was acknowledged: with a whole reply that can be used. */
  acknowledged(operation: string): boolean {
    return this.#seen.some(
      ({ served, reply, fault }) =>
        served.operation === operation &&
        served.flaws.length === 0 &&
        reply.end === 'complete' &&
        fault?.leaves !== 'lost' &&
        fault?.leaves !== 'tainted',
    );
  }

  async begin(script: Script): Promise<void> {
    this.#script = script;
    this.#seen = [];
    this.#counts = new Map();
    this.#keys = new Set();
    this.#over = new AbortController();
    for (const { fault } of script.schedule) await faultNamed(fault).bar?.({ shut: () => this.#close() });
  }

  /** Ends the case: what still waits is dropped. The calls are those since `begin`, with times on the rig's clock. */
  async end(): Promise<Call[]> {
    this.#over.abort();
    // Connections that a fault still holds are of no use to the component any more.
    for (const s of this.#seen) s.exchange?.drop();
    await new Promise(setImmediate);
    const calls = this.#seen.map((s) => this.#toCall(s));
    this.#script = undefined;
    this.#seen = [];
    if (this.#shut) {
      await this.#listen();
      this.#shut = false;
    }
    return calls;
  }

  get shut(): boolean {
    return this.#shut;
  }

  /** Connects to its own port: true if that is refused, as it is while the door is shut. */
  refuses(): Promise<boolean> {
    return new Promise((resolve) => {
      const probe = dial({ port: this.port, host });
      probe
        .once('connect', () => resolve(false))
        .once('error', (e: NodeJS.ErrnoException) => resolve(e.code === 'ECONNREFUSED'));
      probe.once('connect', () => probe.destroy());
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  async #close(): Promise<void> {
    if (this.#shut) return;
    this.#shut = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    // The component must have seen its pooled connections end before it is asked for anything.
    await sleep(beforeUse);
  }

  #handle(request: Received, connection: Connection): Promise<void> | void {
    this.active = now();
    const nonce = (++this.#nonce).toString(16).padStart(8, '0');
    const script = this.#script;
    let served: Served;
    try {
      served = this.#serve(request, hash(script?.seed ?? 0, this.dependency.name), nonce);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      this.unsupported = error.message;
      served = {
        flaws: [{ at: 'call', message: error.message }],
        reply: this.#protocol.error(501, { nonce, message: error.message }),
      };
    }
    const name = served.operation;
    if (name && served.flaws.length === 0 && !this.replies.has(name)) this.replies.set(name, served.reply);
    const seen: Seen = { request, served, began: this.active, reply: untold, committed: false, repeated: false };
    const scheduled = script && this.#scheduled(script, served);
    if (script) this.#seen.push(seen);
    if (scheduled && served.flaws.length === 0) return this.#strike(seen, scheduled, connection, nonce);
    if (served.flaws.length === 0) this.#commit(seen);
    const bytes = render(served.reply);
    connection.socket.write(bytes);
    this.active = now();
    seen.reply = {
      status: served.reply.status,
      headers: served.reply.headers,
      bytes: bytes.length,
      end: 'complete',
      ended: this.active,
    };
    if (connection.closing) connection.socket.end();
  }

  /** The fault that the script has for this call; counts the call. */
  #scheduled(script: Script, { operation }: Served): ScheduledFault | undefined {
    if (operation === undefined) return undefined;
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    return script.schedule.find(
      (s) => s.operation === operation && (s.recurs === 'every' ? count >= s.call : count === s.call),
    );
  }

  async #strike(seen: Seen, scheduled: ScheduledFault, { socket, closing }: Connection, nonce: string): Promise<void> {
    const fault = faultNamed(scheduled.fault);
    const seed = hash(this.#script!.seed, this.dependency.name, this.#seen.length);
    const marker = `sdk${(seed >>> 0).toString(16).padStart(8, '0')}`;
    const spoils = fault.leaves === 'lost' || fault.leaves === 'tainted';
    const healthy = spoils ? planted(seen.served.reply, marker) : seen.served.reply;
    const over = new AbortController();
    const endOfCase = this.#over.signal;
    endOfCase.addEventListener('abort', () => over.abort(), { once: true });
    const exchange = new SocketExchange(socket, healthy, {
      marker,
      seed,
      over,
      error: (status, code) => this.#protocol.error(status, { nonce, marker, ...(code ? { code } : {}) }),
    });
    seen.exchange = exchange;
    const undelivered = await play(fault, scheduled.params, exchange);
    this.active = now();
    const { waited, ...reply } = exchange.sent(endOfCase.aborted);
    seen.reply = reply;
    seen.fault = struck(fault, scheduled, exchange, waited, undelivered);
    if (fault.commits && undelivered === undefined) this.#commit(seen);
    if (undelivered !== undefined && !socket.destroyed && reply.bytes === 0) socket.write(render(seen.served.reply));
    if (closing && reply.end === 'complete') socket.end();
  }

  #commit(seen: Seen): void {
    if (!seen.served.effect) return;
    const { key } = seen.served.effect;
    seen.committed = true;
    seen.repeated = key !== undefined && this.#keys.has(key);
    if (key !== undefined) this.#keys.add(key);
  }

  #refuseGarbage(detail: string, { socket }: Connection): void {
    const request: Received = { method: '?', target: '?', headers: [], body: Buffer.alloc(0) };
    const reply = this.#protocol.error(400, { nonce: '0' });
    this.#seen.push({
      request,
      served: { flaws: [{ at: 'call', message: `it is not HTTP: ${detail}` }], reply },
      began: now(),
      reply: { ...untold, status: 400, end: 'complete', ended: now() },
      committed: false,
      repeated: false,
    });
    socket.end(render(reply));
  }

  #toCall(seen: Seen): Call {
    const { request, served, reply } = seen;
    return {
      dependency: this.dependency.name,
      ...(served.operation === undefined ? {} : { operation: served.operation }),
      began: seen.began,
      request: {
        method: request.method,
        target: request.target,
        headers: request.headers as Headers,
        body: toBody(request.body),
      },
      flaws: served.flaws,
      reply,
      ...(seen.fault ? { fault: seen.fault } : {}),
      ...(served.tokens === undefined || seen.fault ? {} : { tokens: served.tokens }),
      ...(served.effect ? { effect: { ...served.effect, committed: seen.committed, repeated: seen.repeated } } : {}),
    };
  }
}

const beforeUse = 15;
const untold: SentReply = { headers: [], bytes: 0, end: 'open', ended: 0 };

/** Plays a fault to its end. The answer is why it could not be delivered, if it could not. */
async function play(
  fault: Fault,
  params: ScheduledFault['params'],
  exchange: SocketExchange,
): Promise<string | undefined> {
  try {
    await fault.play(params, exchange);
    return undefined;
  } catch (error) {
    // A component that leaves while it is kept waiting, or while it is sent too much, has met the fault.
    if (error instanceof Gone) return exchange.touched ? undefined : 'the component was gone before it began';
    if (error instanceof Impossible) return error.message;
    throw error;
  }
}

function struck(
  fault: Fault,
  { fault: kind, params }: ScheduledFault,
  exchange: SocketExchange,
  waited: number,
  undelivered: string | undefined,
): StruckFault {
  return {
    kind,
    params,
    leaves: fault.leaves,
    permanent: fault.permanent,
    waited,
    ...(undelivered === undefined ? {} : { undelivered }),
    ...(exchange.detail === undefined ? {} : { detail: exchange.detail }),
    ...(exchange.marked ? { marker: exchange.marker } : {}),
  };
}
