import type { Dependency } from '../contract/contract.ts';
import type { Fault } from '../fault/fault.ts';
import type { Reply } from '../fault/reply.ts';
import type { Flaw } from '../observation/observation.ts';

/** A request of the component as it arrived at a simulator. */
export interface Received {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** What a well dependency does with a request. */
export interface Served {
  /** The operation it was recognised as; undefined where there is none such. */
  readonly operation?: string;
  /** What is wrong with the request; then the reply is the refusal that the real service gives. */
  readonly flaws: readonly Flaw[];
  readonly reply: Reply;
  /** Model tokens that the reply reports. */
  readonly tokens?: number;
  readonly effect?: { readonly key?: string };
  /** What is asked for, where each request has an id of its own: the same words for the same question. */
  readonly asks?: string;
  /** Part of no operation: it only keeps a conversation going. Neither counted nor struck. */
  readonly aside?: true;
  /** What a fault that struck before still does to it; the reply shows it. */
  readonly suffers?: Fault;
  /** The service forgets the conversation that the request belongs to. */
  readonly forget?: () => void;
}

/** `seed` decides what is invented; `nonce` makes the reply recognisable. */
export type Serve = (request: Received, seed: number, nonce: string) => Served;

export interface ErrorDetails {
  readonly nonce: string;
  readonly code?: string;
  readonly message?: string;
  /** Stands in the message, if given. */
  readonly marker?: string;
}

/** A word that a contract can write at `protocol`. */
export interface Kind {
  readonly name: string;
  readonly summary: string;
  /** Whether a contract declares its operations, or the protocol brings them. */
  readonly operations: 'declared' | 'built in';
  /** A contract declares its tools. */
  readonly tools?: true;
  /** What its bytes are; default: HTTP. `stdio`: lines on the standard streams of a process that the component starts. */
  readonly wire?: 'stdio';
  /** The faults of services that it can have; default: all of HTTP. */
  readonly common?: readonly Fault[];
  /** Names of the operations that change something, of those that it brings. */
  readonly effects?: readonly string[];
  /** It is a store of collections, which a contract may declare. */
  readonly collections?: true;
  /** Faults that only this kind of service has, or only it and a few that are like it. */
  readonly faults: readonly Fault[];
}

/** A personality: how one kind of service replies when it is well, and how its errors look. */
export interface Protocol extends Kind {
  /** Prepares a dependency's operations once; requests are then served quickly. */
  open(dependency: Dependency): Serve;
  /** The error that it sends with a status, in the provider's own form. */
  error(status: number, details: ErrorDetails): Reply;
}

/** Bytes that nobody here understands: they go to a real server, and its replies come back. */
export interface Proxied extends Kind {
  /** Those that need to know nothing of the bytes. */
  readonly common: readonly Fault[];
  /** What its calls are counted and scheduled under. */
  readonly operation: string;
}

/** Thrown by `Serve` for a request that the real service takes and its simulation cannot answer: nobody is to blame. */
export class Unsupported extends Error {}
