/** A streamed answer as it came. */
export interface SeenStream {
  readonly format: 'sse' | 'ndjson';
  /** In the order in which they came. Of very many, the first and the last. */
  readonly events: readonly SeenEvent[];
  /** So many are not kept, behind as many of the first as `after` says. */
  readonly leftOut?: { readonly after: number; readonly count: number };
  /** What is wrong with its form; the first of it. */
  readonly flaws: readonly StreamFlaw[];
  /** What came behind the last event and never became one; the beginning of it. */
  readonly rest?: string;
  /** `complete`; `cut`: the connection was lost; `stalled`: the harness stopped waiting; `left`: the caller did. */
  readonly end: 'complete' | 'cut' | 'stalled' | 'left';
}

/** One event of SSE, or one line of NDJSON. */
export interface SeenEvent {
  /** When its last byte came. */
  readonly at: number;
  /** The name that it has in the stream; `message` where an event of SSE has none. */
  readonly name?: string;
  readonly data: string;
  /** The data was longer. */
  readonly cut?: true;
}

export interface StreamFlaw {
  /** Events that came before it. */
  readonly after: number;
  /** A sentence without its full stop. */
  readonly message: string;
}

/** How many events came. */
export const countOf = ({ events, leftOut }: SeenStream): number => events.length + (leftOut?.count ?? 0);
