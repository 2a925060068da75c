/** One request to a dependency and its reply, as somebody recorded them. */
export interface Recording {
  /** Where it was recorded: `nocks/orders.json[3]`. */
  readonly place: string;
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The values of JSON bodies; undefined where there was none. */
  readonly body: unknown;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly reply: unknown;
  /** The reply has a body, and it is not JSON. */
  readonly unread: boolean;
}
