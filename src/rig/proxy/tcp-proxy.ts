import { createServer, type Server, type Socket } from 'node:net';
import type { Dependency } from '../../contract/contract.ts';
import { bareReply, type Reply } from '../../fault/reply.ts';
import type { Call, ScheduledFault, StruckFault } from '../../observation/observation.ts';
import { faultNamed, proxiedNamed } from '../../protocol/index.ts';
import { hash } from '../../schema/seed.ts';
import { now, sleep } from '../clock.ts';
import { isRefused, listen, listenAgain } from '../listening.ts';
import { freePort } from '../ports.ts';
import type { ByHand, Script } from '../script.ts';
import { SocketExchange } from '../simulator/exchange.ts';
import { strike } from '../simulator/strike.ts';
import { Connection, type Exchanged } from './connection.ts';
import { type Seen, toCall } from './seen.ts';
import { dial, knock } from './target.ts';

/** What is done to a reply, once it is whole. */
type Doing = (whole: Buffer, component: Socket) => Promise<void>;

const noErrors = (): Reply => {
  throw new Error('bytes that nobody knows have no errors of their own');
};

const host = '127.0.0.1';
const untilTold = 50;
// The component must have seen its pooled connections end before it is asked for anything.
const beforeUse = 15;

/** Stands before the real server of one dependency on a loopback port: passes on all bytes, but for what its script says. */
export class TcpProxy implements AsyncDisposable {
  readonly dependency: Dependency;
  readonly port: number;
  readonly replies = new Map<string, Reply>();
  /** A real server serves what it serves. */
  readonly unsupported = undefined;
  /** Why the real server could not be reached, though it could when the proxy was opened. */
  gone: string | undefined;
  readonly #operation: string;
  readonly #server: Server;
  readonly #open = new Map<Socket, Connection>();
  #script: Script | undefined;
  #began = 0;
  #seen: Seen[] = [];
  #count = 0;
  #shut = false;
  /** The fault that drops connections as they are accepted. */
  #slammed: StruckFault | undefined;
  active = now();

  private constructor(dependency: Dependency, port: number) {
    this.dependency = dependency;
    this.port = port;
    this.#operation = proxiedNamed(dependency.protocol)!.operation;
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  /** Throws `TargetError` where the real server cannot be reached. */
  static async open(dependency: Dependency): Promise<TcpProxy> {
    await knock(dependency.name, dependency.target!);
    const proxy = new TcpProxy(dependency, dependency.port ?? (await freePort()));
    await listen(proxy.#server, proxy.port);
    return proxy;
  }

  get url(): string {
    return `tcp://${host}:${this.port}`;
  }

  get connections(): number {
    return this.#open.size;
  }

  /** There are no outages of real servers. */
  readonly refused = false;

  get shut(): boolean {
    return this.#shut;
  }

  /** No fault of byte streams asks. */
  readonly pooled: ReadonlySet<string> = new Set();

  get called(): boolean {
    return this.#seen.length > 0;
  }

  made(): number {
    return this.#seen.length;
  }

  async heal(): Promise<void> {
    if (this.#script) this.#script = { ...this.#script, schedule: [] };
    this.#slammed = undefined;
    await this.#openAgain();
  }

  /** A connection that is dropped is an exchange like any other. */
  readonly met = [];

  /** What a real server has done is not known here. */
  acknowledged(): boolean {
    return false;
  }

  async begin(script: Script): Promise<void> {
    this.#script = script;
    this.#began = now();
    this.#seen = [];
    this.#count = 0;
    for (const scheduled of script.schedule) {
      const door = {
        shut: () => this.#close(),
        slam: () => this.#slam(scheduled),
        hangUp: async () => this.#dropAll(),
      };
      await faultNamed(scheduled.fault).bar?.(door, scheduled.params);
    }
  }

  async end(): Promise<Call[]> {
    for (const s of this.#seen) s.exchange?.drop();
    await new Promise(setImmediate);
    const calls = this.#seen.map((seen) => this.#toCall(seen));
    this.#script = undefined;
    this.#seen = [];
    this.#slammed = undefined;
    await this.#openAgain();
    return calls;
  }

  async #openAgain(): Promise<void> {
    if (!this.#shut) return;
    await listenAgain(this.#server, this.port);
    this.#shut = false;
  }

  refuses(): Promise<boolean> {
    return isRefused(this.port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const s of this.#seen) s.exchange?.drop();
    await this.#hangUp();
  }

  #accept(socket: Socket): void {
    this.active = now();
    if (this.#slammed) {
      this.#drop(socket, this.#slammed);
      return;
    }
    const server = dial(this.dependency.target!);
    const unreached = ({ message }: Error) => {
      this.gone = message;
    };
    server.once('error', unreached).once('connect', () => server.off('error', unreached));
    const connection = new Connection(socket, server, {
      onActive: () => {
        this.active = now();
      },
      onReply: (exchanged) => this.#counted(exchanged),
    });
    this.#open.set(socket, connection);
    socket.once('close', () => this.#open.delete(socket));
  }

  /** Counts an exchange as a call, and says what is to be done to its reply. */
  #counted(exchanged: Exchanged): Doing | undefined {
    if (!this.replies.has(this.#operation)) this.#remember(exchanged);
    const script = this.#script;
    // What was asked before the case began is none of its business.
    if (!script || exchanged.began < this.#began) return undefined;
    const seen: Seen = { exchanged };
    this.#seen.push(seen);
    const call = ++this.#count;
    const seed = hash(script.seed, this.dependency.name, this.#operation, call);
    const { byHand } = script;
    if (byHand) return this.#byHand(seen, byHand, seed);
    const due = script.schedule.find((s) => (s.recurs === 'every' ? call >= s.call : call === s.call));
    if (!due || faultNamed(due.fault).bar) return undefined;
    return (whole, component) => this.#strike(seen, due, seed, whole, component);
  }

  #byHand(seen: Seen, byHand: ByHand, seed: number): Doing | undefined {
    const reply = bareReply(Buffer.concat(seen.exchanged.reply));
    const due = byHand.choose({
      dependency: this.dependency,
      operation: this.#operation,
      reply,
      error: noErrors,
      pooled: false,
    });
    if (due)
      return async (whole, component) => {
        await this.#strike(seen, due, seed, whole, component);
        this.#tell(seen, byHand);
      };
    void this.#tellWhenQuiet(seen, byHand);
    return undefined;
  }

  /** Nothing says that a reply of bytes is over but that no more come. */
  async #tellWhenQuiet(seen: Seen, byHand: ByHand): Promise<void> {
    for (let rest = untilTold; rest > 0; rest = seen.exchanged.replied + untilTold - now()) await sleep(rest);
    this.#tell(seen, byHand);
  }

  /** A call is over. */
  #tell(seen: Seen, byHand: ByHand): void {
    byHand.told(this.#toCall(seen));
    this.#seen = this.#seen.filter((one) => one !== seen);
  }

  async #strike(seen: Seen, due: ScheduledFault, seed: number, whole: Buffer, component: Socket): Promise<void> {
    const reply = bareReply(whole);
    const marker = `sdk${(seed >>> 0).toString(16).padStart(8, '0')}`;
    const error = noErrors;
    const exchange = new SocketExchange(component, reply, { marker, seed, headOnly: false, error });
    seen.exchange = exchange;
    const target = { dependency: this.dependency, operation: this.#operation, reply, error, pooled: false };
    const struck = await strike(faultNamed(due.fault), due.params, target, exchange);
    const { waited, ...sent } = exchange.sent();
    seen.fault = { ...struck, waited };
    if (struck.undelivered !== undefined && !exchange.touched && component.writable) component.write(whole);
    else seen.reply = sent;
  }

  /** The first healthy reply, as soon as it is whole: the plan needs to know how long replies are. */
  #remember(exchanged: Exchanged): void {
    const { replies } = this;
    const operation = this.#operation;
    replies.set(operation, {
      ...bareReply(Buffer.alloc(0)),
      get body() {
        return Buffer.concat(exchanged.reply);
      },
    });
  }

  #drop(socket: Socket, fault: StruckFault): void {
    const at = now();
    const exchanged: Exchanged = { began: at, request: [], requestBytes: 0, reply: [], replyBytes: 0, replied: at };
    const seen: Seen = { exchanged, fault, reply: { headers: [], bytes: 0, end: 'reset', ended: at } };
    this.#seen.push(seen);
    if (this.#script?.byHand) this.#tell(seen, this.#script.byHand);
    socket.on('error', () => {});
    socket.resetAndDestroy();
  }

  async #slam({ fault, params }: ScheduledFault): Promise<void> {
    const { leaves, permanent } = faultNamed(fault);
    this.#slammed = { kind: fault, params, leaves, permanent, waited: 0 };
    for (const socket of this.#open.keys()) this.#drop(socket, this.#slammed);
    await sleep(beforeUse);
  }

  async #close(): Promise<void> {
    if (this.#shut) return;
    this.#shut = true;
    await this.#hangUp();
    await sleep(beforeUse);
  }

  async #hangUp(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#dropAll();
    await closed;
  }

  #dropAll(): void {
    for (const connection of this.#open.values()) connection.drop();
  }

  #toCall(seen: Seen): Call {
    const later = this.#seen.slice(this.#seen.indexOf(seen) + 1);
    return toCall(this.dependency.name, this.#operation, seen, later);
  }
}
