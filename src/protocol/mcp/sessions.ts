// What is forgotten at last: a component that begins a session for each request, and ends none.
const most = 10_000;

/** `lost`: it was there, and the server has forgotten it. */
export type SessionState = 'open' | 'lost' | 'unknown' | 'none';

/** The sessions of a tool server, by their ids. They outlive cases, as the component does. */
export class Sessions {
  readonly #open = new Set<string>();
  readonly #lost = new Set<string>();

  begin(id: string): void {
    add(this.#open, id);
  }

  stateOf(id: string | undefined): SessionState {
    if (id === undefined) return 'none';
    return this.#open.has(id) ? 'open' : this.#lost.has(id) ? 'lost' : 'unknown';
  }

  /** Its client ends it. */
  end(id: string): void {
    this.#open.delete(id);
  }

  /** The server forgets it, and its client does not know. */
  forget(id: string): void {
    this.#open.delete(id);
    add(this.#lost, id);
  }
}

function add(ids: Set<string>, id: string): void {
  // A set gives them in the order of their coming.
  if (ids.size >= most) ids.delete(ids.values().next().value!);
  ids.add(id);
}
