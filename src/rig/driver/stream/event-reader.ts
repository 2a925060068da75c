/** Finds the events in a text that comes in pieces. What is malformed is noted, and passed over as clients do it. */
export interface EventReader {
  /** `now`: when the piece came. */
  take(text: string, now: number): void;
  /** Nothing more will come. */
  end(): void;
}
