import type { Target } from '../fault/site.ts';
import type { Call, MetConnection, ScheduledFault } from '../observation/observation.ts';
import type { Received } from '../protocol/protocol.ts';
import type { Outages } from './simulator/outages.ts';

/** What a stand-in does during one case, or until it is told otherwise. */
export interface Script {
  /** Decides replies and markers. */
  readonly seed: number;
  readonly schedule: readonly ScheduledFault[];
  readonly byHand?: ByHand;
  /** Instead of a schedule, in a case with traffic. */
  readonly outages?: Outages;
  /** Which request of the case a call belongs to, where that can be told. */
  whose?(call: Received): number | undefined;
}

/** Faults that somebody sets and clears while calls come. */
export interface ByHand {
  /** The fault for a call, decided as it comes; the schedule then holds only faults that bar the door. */
  choose(target: Target): ScheduledFault | undefined;
  /** Is told of each call when it is over; it is not kept for the end then. */
  told(call: Call): void;
  /** Is told of each connection that met a fault, when it is over and nothing was asked on it. */
  met(connection: MetConnection): void;
}
