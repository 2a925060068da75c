import type { Claim } from '../contract/contract.ts';
import type { Arrival } from './arrival.ts';
import type { Param, ParamValue } from './param.ts';
import type { Reply } from './reply.ts';
import type { Target } from './site.ts';

/** Thrown into a fault's play when the component has closed the connection, or the case is over. */
export class Gone extends Error {}

/** The connection and the healthy reply of one call, as a fault sees them. */
export interface Exchange {
  /** What a well dependency would send; marked in its free texts where the fault leaves it lost or tainted. */
  readonly healthy: Reply;
  /** A word that occurs nowhere else: where it shows up, this reply was used. */
  readonly marker: string;
  /** Drawn from the run's seed, the dependency and the number of the call. */
  readonly seed: number;
  /** The error that this kind of service sends with a status, its code and message marked. */
  error(status: number, options?: { readonly code?: string }): Reply;
  /** Sends bytes and waits until they were handed to the network. */
  send(bytes: Buffer): Promise<void>;
  /** Sends a whole reply; the connection stays usable. */
  reply(reply: Reply): Promise<void>;
  wait(ms: number): Promise<void>;
  /** Waits until the component gives up, or the case is over. */
  stall(): Promise<void>;
  /** The reply is complete; the connection stays usable. */
  end(): void;
  /** Closes the connection in order (TCP FIN), and goes on reading. A reply that is complete stays so. */
  close(): Promise<void>;
  /** Drops the connection (TCP RST), after what was sent has arrived. */
  reset(): Promise<void>;
  /** What exactly was done, for the report: `/hits/0/score: 0.9 → null`. */
  note(detail: string): void;
  /** The service forgets the conversation that the call belongs to; undefined where there is none. */
  forget?(): void;
  /** Milliseconds since 1970, for dates in headers. */
  now(): number;
}

/** The listening side of a dependency, as a fault sees it. */
export interface Door {
  /** Refuses connections, and closes the idle ones, until the case is over. */
  shut(): Promise<void>;
  /** Drops every connection as it is accepted (TCP RST), and the open ones, until the case is over. */
  slam(): Promise<void>;
  /**
   * Does the same to every connection that is accepted, until the case is over; the open ones are closed. Undefined
   * where it is not known what is spoken on them.
   */
  meet?(each: (arrival: Arrival) => Promise<void>): Promise<void>;
  /** Closes the idle connections; the next ones are welcome. */
  hangUp(): Promise<void>;
}

/** How often a fault strikes: only at its call (a retry is healthy), or at that and all later ones. */
export const recurrences = ['first', 'every'] as const;
export type Recurrence = (typeof recurrences)[number];

/** The parameters of one fault, by name. */
export type ParamValues = Readonly<Record<string, ParamValue>>;

export interface Fault {
  readonly name: string;
  /** What it does, continuing "the dependency …". */
  readonly summary: string;
  /** Where it is seen in real life. */
  readonly seen: string;
  /** What is left of the healthy reply. */
  readonly leaves: Claim;
  /** The dependency has done its work when the fault strikes: an effect has happened. */
  readonly commits: boolean;
  /** The reply says that the same request will never succeed. */
  readonly permanent: boolean;
  /** It keeps the component waiting. */
  readonly waits: boolean;
  /** It strikes connections that were used before: a healthy request is sent first, so that there are some. */
  readonly reuses: boolean;
  readonly recurs: readonly Recurrence[];
  readonly params: Readonly<Record<string, Param>>;
  /** Why what it claims would not be true there; undefined if it would. Asked before every play. */
  unfit(target: Target): string | undefined;
  play(values: ParamValues, exchange: Exchange): Promise<void>;
  /** For faults that strike before there is a call: played when the case begins. */
  bar?(door: Door, values: ParamValues): Promise<void>;
  /**
   * Why it cannot be shown where calls are intercepted in the process of the caller, without a socket, continuing "there …";
   * undefined if it can.
   */
  needsSocket(values: ParamValues): string | undefined;
}

interface Definition<V extends ParamValues> extends Pick<Fault, 'name' | 'summary' | 'seen' | 'leaves'> {
  /** Default: it does, unless the reply is lost. */
  readonly commits?: boolean;
  /** Default: false. */
  readonly permanent?: boolean;
  /** Default: false. */
  readonly waits?: boolean;
  /** Default: false. */
  readonly reuses?: boolean;
  /** Default: both. */
  readonly recurs?: readonly Recurrence[];
  readonly params?: { readonly [K in keyof V]: Param<V[K]> };
  unfit?(target: Target): string | undefined;
  play?(values: V, exchange: Exchange): Promise<void>;
  bar?(door: Door, values: V): Promise<void>;
  /** Default: it needs none. */
  readonly needsSocket?: string | ((values: V) => string | undefined);
}

/** A fault kind: what its file says, with what most of them have in common filled in. */
export function defineFault<V extends ParamValues>({ needsSocket, ...definition }: Definition<V>): Fault {
  return {
    commits: definition.leaves !== 'lost',
    permanent: false,
    waits: false,
    reuses: false,
    recurs: recurrences,
    unfit: () => undefined,
    play: async () => {},
    ...definition,
    params: definition.params ?? {},
    needsSocket: typeof needsSocket === 'function' ? needsSocket : () => needsSocket,
  } as Fault;
}
