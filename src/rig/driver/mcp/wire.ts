import type { Told } from './told.ts';

/** Carries messages to a tool server. */
export interface Wire {
  /** Sends a request and waits for its reply. Rejects with `Unanswered` where none will come. */
  ask(id: number, text: string, signal: AbortSignal): Promise<Told>;
  /** Sends what nobody replies to. */
  tell(text: string): Promise<void>;
  /** What was agreed on in `initialize`: its headers are those of whatever follows. */
  agreed(told: Told): void;
}
