/** A pact of any version of the specification, as all of this room speaks of it. */
export interface Pact {
  readonly consumer: string;
  readonly provider: string;
  readonly interactions: readonly Interaction[];
}

/** What a pact says of one request, or of one message. */
export interface Interaction {
  readonly description: string;
  /** `message`: what a provider publishes stands in the request, and there is no response. */
  readonly kind: 'http' | 'message' | 'asked message';
  readonly states: readonly State[];
  readonly request: PactRequest;
  readonly response: PactResponse;
  /** Sentences for readers, where the version has a place for them. */
  readonly comments?: readonly string[];
}

export interface State {
  readonly name: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a request and a response have in common. */
interface Part {
  /** Names in lower case; several values of one name are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: PactBody;
  readonly bodyRules: readonly MatchingRule[];
  /** Name of a header, in lower case → its rule. */
  readonly headerRules: Readonly<Record<string, MatchingRule>>;
}

export interface PactRequest extends Part {
  readonly method: string;
  readonly path: string;
  readonly pathRule?: MatchingRule;
  /** The path with `${…}` in the place of what a provider state gives. */
  readonly pathExpression?: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly queryRules: Readonly<Record<string, MatchingRule>>;
}

export interface PactResponse extends Part {
  readonly status: number;
  readonly statusRule?: MatchingRule;
}

/** `none`: there is none, or nothing is said of it. `other`: it is no JSON. */
export type PactBody = { readonly kind: 'none' | 'other' } | { readonly kind: 'json'; readonly value: unknown };

/** `*` stands for any item of a list, or any member of an object. */
export type PathStep = string | number;

/** How the values at a path are compared with the example. */
export interface MatchingRule {
  readonly path: readonly PathStep[];
  readonly combine: 'AND' | 'OR';
  readonly matchers: readonly Matcher[];
}

/** `match` is its name in the specification; the rest are its parameters. */
export interface Matcher {
  readonly match: string;
  readonly [parameter: string]: unknown;
}
