import type { Socket } from 'node:net';
import type { Arrival } from '../../fault/arrival.ts';
import { type Fault, Gone } from '../../fault/fault.ts';
import type { MetConnection, ScheduledFault } from '../../observation/observation.ts';
import type { SocketArrival } from './arrival.ts';

/** What connections meet: a fault, and what it does to each of them. */
export interface Welcome {
  readonly fault: Fault;
  readonly params: ScheduledFault['params'];
  each(arrival: Arrival): Promise<void>;
}

/** A connection that was met by a fault. */
interface Meeting {
  readonly welcome: Welcome;
  readonly arrival: SocketArrival;
  /** A request came on it: that call tells of the fault. */
  carried: boolean;
  undelivered?: string;
}

/** What is known of a connection that a fault has met when a request comes on it. */
export interface Carried extends Welcome {
  /** When the component began to connect, for the first request only. */
  readonly began?: number;
  /** Milliseconds that it was held up before this request. */
  readonly held: number;
}

/** Where the connections of one dependency come in, and meet a fault before anything is asked on them. */
export class Entrance {
  readonly #dependency: string;
  #welcome: Welcome | undefined;
  #meetings: Meeting[] = [];

  constructor(dependency: string) {
    this.#dependency = dependency;
  }

  /** The next connections meet a fault. */
  get meets(): boolean {
    return this.#welcome !== undefined;
  }

  open(welcome: Welcome): void {
    this.#welcome = welcome;
  }

  /** Plays the fault on a connection. `over` is told when it has ended and nothing was asked on it. */
  meet(arrival: SocketArrival, raw: Socket, over: (met: MetConnection) => void): void {
    const meeting: Meeting = { welcome: this.#welcome!, arrival, carried: false };
    this.#meetings.push(meeting);
    raw.once('close', () => {
      if (!meeting.carried) over(this.#met(meeting));
    });
    void play(meeting);
  }

  /** The fault that met the connection on which a request came. */
  carrying(line: Socket): Carried | undefined {
    const meeting = this.#meetings.find(({ arrival }) => arrival.line === line);
    if (!meeting) return undefined;
    const { arrival, welcome, carried } = meeting;
    meeting.carried = true;
    return { ...welcome, ...(carried ? { held: 0 } : { began: arrival.began, held: arrival.waited }) };
  }

  /** From now on connections are met by nobody; says whether some were dropped. */
  close(): boolean {
    this.#welcome = undefined;
    return this.#meetings.map(({ arrival }) => arrival.drop()).includes(true);
  }

  /** Forgets what it has seen, and tells of the connections on which nothing was asked. */
  take(): MetConnection[] {
    const met = this.#meetings.filter(({ carried }) => !carried).map((meeting) => this.#met(meeting));
    this.#meetings = [];
    return met;
  }

  #met({ welcome: { fault, params }, arrival, undelivered }: Meeting): MetConnection {
    const { name: kind, leaves, permanent } = fault;
    return {
      dependency: this.#dependency,
      began: arrival.began,
      fault: {
        kind,
        params,
        leaves,
        permanent,
        waited: arrival.waited,
        ...(undelivered === undefined ? {} : { undelivered }),
        ...(arrival.alert === undefined ? {} : { detail: `the component broke off: ${arrival.alert}` }),
      },
    };
  }
}

async function play(meeting: Meeting): Promise<void> {
  const { welcome, arrival } = meeting;
  try {
    await welcome.each(arrival);
  } catch (error) {
    if (!(error instanceof Gone)) meeting.undelivered = `it failed: ${error instanceof Error ? error.message : error}`;
    else if (!arrival.touched) meeting.undelivered = 'the component was gone before it began';
  }
}
