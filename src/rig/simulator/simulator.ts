import { createServer, type Server, type Socket } from 'node:net';
import type { Dependency } from '../../contract/contract.ts';
import type { Proof } from '../../fault/arrival.ts';
import type { Door, Fault } from '../../fault/fault.ts';
import { intoTheLoop, loopPath } from '../../fault/loop.ts';
import { pieces, planted, type Reply, render } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import type { Call, MetConnection, ScheduledFault } from '../../observation/observation.ts';
import { faultNamed, protocolNamed } from '../../protocol/index.ts';
import type { Protocol, Received, Serve, Served } from '../../protocol/protocol.ts';
import { hash } from '../../schema/seed.ts';
import { now, sleep } from '../clock.ts';
import { isRefused, listen, listenAgain } from '../listening.ts';
import { freePort } from '../ports.ts';
import type { Script } from '../script.ts';
import { authority } from '../tls/authority.ts';
import type { Contexts } from '../tls/certificates.ts';
import { SecureSocket } from '../tls/secure-socket.ts';
import { SocketArrival } from './arrival.ts';
import { connect } from './connection.ts';
import { type Carried, Entrance } from './entrance.ts';
import { SocketExchange } from './exchange.ts';
import { connectLines } from './lines.ts';
import { OpenOutages, type Outages, seedOfOutages } from './outages.ts';
import { acknowledges, acknowledgesFor, type Seen, seenNow, toCall } from './seen.ts';
import { strike } from './strike.ts';

/** A request and the connection that it came on. */
interface Turn {
  readonly seen: Seen;
  readonly nonce: string;
  readonly socket: Socket;
  /** The connection is closed after the reply. */
  readonly last: boolean;
  /** It had carried a request before, or was opened because one of those was closed. */
  readonly pooled: boolean;
}

/** A fault that is due at a call of an operation, and what is drawn for that call. */
interface Due {
  readonly fault: Fault;
  readonly params: ScheduledFault['params'];
  readonly operation: string;
  readonly seed: number;
  /** Milliseconds that its connection was held up before. */
  readonly held?: number;
}

const host = '127.0.0.1';

interface Tls {
  /** The file of the CA. */
  readonly ca: string;
  readonly contexts: Contexts;
}

async function tlsFor({ origin }: Dependency): Promise<Tls> {
  const { file, contexts } = await authority();
  return { ca: file, contexts: await contexts(origin === undefined ? host : new URL(origin).hostname) };
}

/** Stands in for one dependency on a loopback port: healthy unless its script says otherwise, and recording all. */
export class Simulator implements AsyncDisposable {
  readonly dependency: Dependency;
  readonly port: number;
  readonly #protocol: Protocol;
  readonly #serve: Serve;
  readonly #server: Server;
  readonly #tls: Tls | undefined;
  readonly #entrance: Entrance;
  readonly #sockets = new Set<Socket>();
  /** Those that have carried a request. */
  readonly #used = new WeakSet<Socket>();
  #hungUp = false;
  #script: Script | undefined;
  /** What healthy replies are drawn from: the same in all of a case. */
  #seed: number;
  #seen: Seen[] = [];
  #counts = new Map<string, number>();
  /** Calls of an operation in this case. */
  #made = new Map<string, number>();
  #keys = new Set<string>();
  #nonce = 0;
  #shut = false;
  #outages: OpenOutages | undefined;
  #over = new AbortController();
  #barred: Promise<void> | undefined;
  #refused = false;
  /** Connections of the last case that met a fault, and on which nothing was asked. */
  met: readonly MetConnection[] = [];
  /** When the last request came or the last reply ended. */
  active = now();
  /** Replies given since the start, whether or not a case was on: of the first call of an operation, `…@2` of the second. */
  replies = new Map<string, Reply>();
  /** The operations that were called on a connection that had carried a request before. */
  pooled = new Set<string>();
  /** Why it could not serve a request that the real service might well serve. */
  unsupported: string | undefined;

  private constructor(dependency: Dependency, port: number, tls: Tls | undefined) {
    this.dependency = dependency;
    this.port = port;
    this.#tls = tls;
    this.#entrance = new Entrance(dependency.name);
    this.#seed = hash(0, dependency.name);
    this.#protocol = protocolNamed(dependency.protocol);
    this.#serve = this.#protocol.open(dependency);
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  static async open(dependency: Dependency): Promise<Simulator> {
    const tls = dependency.tls ? await tlsFor(dependency) : undefined;
    const simulator = new Simulator(dependency, dependency.port ?? (await freePort()), tls);
    await listen(simulator.#server, simulator.port);
    return simulator;
  }

  get url(): string {
    return `${this.#tls ? 'https' : 'http'}://${host}:${this.port}`;
  }

  /** The file of the CA that the component has to trust, where TLS is spoken. */
  get ca(): string | undefined {
    return this.#tls?.ca;
  }

  made(operation: string): number {
    return this.#seen.filter(({ served }) => served.operation === operation).length;
  }

  acknowledged(operation: string, key?: string): boolean {
    return this.#seen.some((seen) =>
      key === undefined ? acknowledges(seen, operation) : acknowledgesFor(seen, operation, key),
    );
  }

  async heal(): Promise<void> {
    if (this.#script) this.#script = { ...this.#script, schedule: [] };
    await this.#unbar();
  }

  get called(): boolean {
    return this.#seen.length > 0;
  }

  async begin(script: Script): Promise<void> {
    this.#script = script;
    this.#seed = hash(script.seed, this.dependency.name);
    this.#seen = [];
    this.#counts = new Map();
    this.#made = new Map();
    this.#keys = new Set();
    this.#hungUp = false;
    this.#refused = false;
    this.#entrance.take();
    this.#over = new AbortController();
    const { outages } = script;
    this.#outages = outages && new OpenOutages(outages, seedOfOutages(script.seed, this.dependency.name));
    for (const { fault, params } of script.schedule) await this.#bar(faultNamed(fault), params);
    if (outages?.all.some(({ fault }) => fault !== undefined && faultNamed(fault).bar))
      this.#barred = this.#barFor(outages);
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Connections were refused in an outage of this case. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Ends the case: what still waits is dropped. The calls are those since `begin`, with times on the rig's clock. */
  async end(): Promise<Call[]> {
    // Connections that a fault still holds are of no use to the component any more.
    for (const s of this.#seen) s.exchange?.drop();
    this.#over.abort();
    await this.#barred;
    await new Promise(setImmediate);
    const calls = this.#seen.map((s) => toCall(this.dependency.name, s));
    await this.#unbar();
    this.met = this.#entrance.take();
    this.#script = undefined;
    this.#outages = undefined;
    this.#seen = [];
    return calls;
  }

  get shut(): boolean {
    return this.#shut;
  }

  /** Connects to its own port: true if that is refused, as it is while the door is shut. */
  refuses(): Promise<boolean> {
    return isRefused(this.port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const s of this.#seen) s.exchange?.drop();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** With TLS, what is said on a connection is another thing than what goes over it. */
  #accept(raw: Socket): void {
    this.#sockets.add(raw);
    raw.once('close', () => this.#sockets.delete(raw));
    if (!this.#entrance.meets) {
      this.#listen(this.#secured(raw, 'valid') ?? raw);
      return;
    }
    this.active = now();
    const byHand = this.#script?.byHand;
    const arrival = new SocketArrival(raw, {
      error: (status) => this.#protocol.error(status, { nonce: '0' }),
      secured: (from, proof) => this.#secured(from, proof),
      serve: (line) => this.#listen(line),
    });
    this.#entrance.meet(arrival, raw, (met) => byHand?.met(met));
  }

  #secured(raw: Socket, proof: Proof): SecureSocket | undefined {
    return this.#tls && new SecureSocket(raw, this.#tls.contexts[proof]);
  }

  #listen(line: Socket): void {
    const listenTo = this.#protocol.wire === 'stdio' ? connectLines : connect;
    listenTo(line, {
      onRequest: (request, last) => this.#handle(request, line, last),
      onGarbage: (detail) => this.#refuseGarbage(detail, line),
    });
  }

  /** Lets a fault have the door, if it strikes there. */
  async #bar(fault: Fault, params: ScheduledFault['params']): Promise<void> {
    const meet: Door['meet'] = async (each) => {
      this.#entrance.open({ fault, params, each });
      await this.#hangUp();
    };
    const door = {
      shut: () => this.#close(),
      slam: () => meet((arrival) => arrival.reset()),
      meet,
      hangUp: () => this.#hangUp(),
    };
    await fault.bar?.(door, params);
  }

  /** The door is as it was before. */
  async #unbar(): Promise<void> {
    // The component must have seen these end before it is asked for anything.
    if (this.#entrance.close()) await sleep(beforeUse);
    if (!this.#shut) return;
    await listenAgain(this.#server, this.port);
    this.#shut = false;
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

  async #hangUp(): Promise<void> {
    this.#hungUp = this.#sockets.size > 0;
    for (const socket of this.#sockets) socket.destroy();
    await sleep(beforeUse);
  }

  /** Bars the door when the outages begin, and opens it when they end or the case does. */
  async #barFor({ all, began, lasts }: Outages): Promise<void> {
    const { signal } = this.#over;
    await sleep(began - now(), signal);
    if (signal.aborted) return;
    for (const { fault, faultParams = {} } of all)
      if (fault !== undefined) await this.#bar(faultNamed(fault), faultParams);
    this.#refused = this.#shut && (await this.refuses());
    await sleep(began + lasts - now(), signal);
    await this.#unbar();
  }

  #handle(request: Received, socket: Socket, last: boolean): Promise<void> | void {
    this.active = now();
    if (request.target === loopPath) return this.#goRound(request, socket);
    const nonce = (++this.#nonce).toString(16).padStart(8, '0');
    const served = this.#served(request, nonce);
    const met = this.#entrance.carrying(socket);
    const seen = seenNow(request, served, met?.began ?? this.active);
    const name = served.operation;
    if (name && isHealthy(served)) this.#keep(name, served.reply);
    const pooled = this.#used.has(socket) || this.#hungUp;
    if (pooled && name) this.pooled.add(name);
    this.#used.add(socket);
    const turn = { seen, nonce, socket, last, pooled };
    const script = this.#script;
    if (!script || (served.aside && served.flaws.length === 0)) return this.#answer(turn);
    this.#seen.push(seen);
    const due =
      this.#dueAtDoor(script, served, met) ??
      (this.#outages ? this.#dueInOutage(script, seen) : this.#due(script, served, pooled));
    if (due && isHealthy(served)) return this.#strike(turn, due).then(() => this.#tell(seen, script));
    this.#answer(turn);
    this.#tell(seen, script);
  }

  /** A call is over. */
  #tell(seen: Seen, { byHand }: Script): void {
    if (!byHand) return;
    byHand.told(toCall(this.dependency.name, seen));
    this.#seen = this.#seen.filter((one) => one !== seen);
  }

  #keep(operation: string, reply: Reply): void {
    const call = (this.#made.get(operation) ?? 0) + 1;
    this.#made.set(operation, call);
    const key = call === 1 ? operation : `${operation}@${call}`;
    if (call <= mostKept && !this.replies.has(key)) this.replies.set(key, reply);
  }

  #served(request: Received, nonce: string): Served {
    try {
      return this.#serve(request, this.#seed, nonce);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.unsupported = message;
      return { flaws: [{ at: 'call', message }], reply: this.#protocol.error(501, { nonce, message }) };
    }
  }

  /** Sends what a well dependency sends. */
  #answer({ seen, socket, last }: Turn): void {
    const { request, served } = seen;
    if (isHealthy(served)) this.#commit(seen);
    const { status, headers } = served.reply;
    let bytes = 0;
    for (const part of pieces(served.reply, request.method === 'HEAD')) {
      socket.write(part);
      bytes += part.length;
    }
    this.active = now();
    seen.reply = { status, headers, bytes, end: 'complete', ended: this.active };
    if (last) socket.end();
  }

  /** A component that follows a redirect into the loop: that is no call of its own. */
  #goRound({ method }: Received, socket: Socket): void {
    socket.write(render(intoTheLoop(this.#protocol.error(500, { nonce: '0' }), 307), method === 'HEAD'));
  }

  /** The fault that has met the connection of this call. */
  #dueAtDoor({ seed }: Script, { operation }: Served, met: Carried | undefined): Due | undefined {
    if (!met || operation === undefined) return undefined;
    const { fault, params, held } = met;
    return { fault, params, operation, held, seed: hash(seed, this.dependency.name, operation, this.#nonce) };
  }

  /** The fault that the script has for this call; counts the call. */
  #due({ schedule, seed, byHand }: Script, { operation, reply }: Served, pooled: boolean): Due | undefined {
    if (operation === undefined || (schedule.length === 0 && !byHand)) return undefined;
    const call = this.#count(operation);
    const error: Target['error'] = (status, options) => this.#protocol.error(status, { nonce: '0', ...options });
    const scheduled = byHand
      ? byHand.choose({ dependency: this.dependency, operation, reply, error, pooled })
      : schedule.find((s) => s.operation === operation && (s.recurs === 'every' ? call >= s.call : call === s.call));
    if (!scheduled) return undefined;
    const { fault, params } = scheduled;
    return { fault: faultNamed(fault), params, operation, seed: hash(seed, this.dependency.name, operation, call) };
  }

  /** What the outages of the case have for this call. */
  #dueInOutage({ seed, whose }: Script, { request, served: { operation }, began: at }: Seen): Due | undefined {
    if (operation === undefined) return undefined;
    const owner = whose?.(request);
    const number = this.#count(owner === undefined ? operation : `${operation} ${owner}`);
    const belongs = owner ?? `${request.target} ${request.body.toString('latin1')}`;
    const struck = this.#outages?.strike({
      operation,
      number: owner === undefined ? this.#nonce : number,
      belongs,
      at,
    });
    return struck && { ...struck, operation, seed: hash(seed, this.dependency.name, operation, belongs, number) };
  }

  #count(what: string): number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count;
  }

  async #strike(turn: Turn, { fault, params, operation, seed, held = 0 }: Due): Promise<void> {
    const { seen, nonce, socket, last, pooled } = turn;
    const marker = `sdk${(seed >>> 0).toString(16).padStart(8, '0')}`;
    const spoils = fault.leaves === 'lost' || fault.leaves === 'tainted';
    const reply = spoils ? planted(seen.served.reply, marker) : seen.served.reply;
    const error = (status: number, options?: { readonly code?: string }) =>
      this.#protocol.error(status, { nonce, marker, ...options });
    const headOnly = seen.request.method === 'HEAD';
    const { forget } = seen.served;
    const exchange = new SocketExchange(socket, reply, {
      marker,
      seed,
      headOnly,
      error,
      ...(forget ? { forget } : {}),
    });
    seen.exchange = exchange;
    const target = { dependency: this.dependency, operation, reply, error, pooled };
    const struck = await strike(fault, params, target, exchange);
    this.active = now();
    const { waited, ...sent } = exchange.sent();
    if (struck.undelivered !== undefined && !exchange.touched && !socket.destroyed) {
      // What has struck once needs no excuse at a later call.
      if (!this.#seen.some((s) => s.fault?.kind === struck.kind)) seen.fault = { ...struck, waited: waited + held };
      return this.#answer(turn);
    }
    seen.fault = { ...struck, waited: waited + held };
    seen.reply = sent;
    if (fault.commits && struck.undelivered === undefined) this.#commit(seen);
    if (last && sent.end === 'complete') socket.end();
  }

  #commit(seen: Seen): void {
    if (!seen.served.effect) return;
    const { key } = seen.served.effect;
    seen.committed = true;
    seen.repeated = key !== undefined && this.#keys.has(key);
    if (key !== undefined) this.#keys.add(key);
  }

  #refuseGarbage(detail: string, socket: Socket): void {
    this.active = now();
    const reply = this.#protocol.error(400, { nonce: '0' });
    const bytes = render(reply);
    socket.end(bytes);
    const { status, headers } = reply;
    if (!this.#script) return;
    const request = { method: '?', target: '?', headers: [], body: Buffer.alloc(0) };
    const served = { flaws: [{ at: 'call', message: `it is not HTTP: ${detail}` }], reply };
    const sent = { status, headers, bytes: bytes.length, end: 'complete', ended: this.active } as const;
    this.#seen.push({ ...seenNow(request, served, this.active), reply: sent });
  }
}

const isHealthy = ({ flaws, suffers }: Served): boolean => flaws.length === 0 && !suffers;

const beforeUse = 15;
// Calls of one operation in a case whose replies are kept to plan by.
const mostKept = 32;
