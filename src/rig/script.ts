import type { Target } from '../fault/site.ts';
import type { Call, ScheduledFault } from '../observation/observation.ts';

/** What a stand-in does during one case, or until it is told otherwise. */
export interface Script {
  /** Decides replies and markers. */
  readonly seed: number;
  readonly schedule: readonly ScheduledFault[];
  readonly byHand?: ByHand;
}

/** Faults that somebody sets and clears while calls come. */
export interface ByHand {
  /** The fault for a call, decided as it comes; the schedule then holds only faults that bar the door. */
  choose(target: Target): ScheduledFault | undefined;
  /** Is told of each call when it is over; it is not kept for the end then. */
  told(call: Call): void;
}
