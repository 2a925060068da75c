import type { Reply } from './reply.ts';

/**
 * How a dependency proves in a handshake who it is. `valid`: as the component was told to expect it. `outdated`: so as
 * well, but only in versions of TLS that are given up.
 */
export type Proof =
  | 'valid'
  | 'self-signed'
  | 'for another host'
  | 'expired'
  | 'not yet valid'
  | 'of an unknown CA'
  | 'outdated';

/** A connection that was just accepted, as a fault sees it: before anything of it was read. */
export interface Arrival {
  /** Waits; throws `Gone` where the component has left, or the case is over. */
  wait(ms: number): Promise<void>;
  /** Waits until the component gives up, or the case is over. */
  stall(): Promise<void>;
  /** Waits for the first bytes that the component sends, and swallows them. */
  heard(): Promise<void>;
  /** Sends bytes and waits until they were handed to the network. */
  send(bytes: Buffer): Promise<void>;
  /** Closes the connection in order (TCP FIN) and reads nothing more: the system answers what still comes with a RST. */
  close(): Promise<void>;
  /** Drops the connection (TCP RST). */
  reset(): Promise<void>;
  /** Where TLS is spoken, shakes hands, and from then on speaks it; else nothing. */
  secure(): Promise<void>;
  /** From now on it is a connection as any other, but for the proof of who answers where TLS is spoken. */
  serve(proof?: Proof): Promise<void>;
  /** The error that this kind of service sends with a status. */
  error(status: number): Reply;
}
