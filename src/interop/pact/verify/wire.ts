/** What the process of the verifier is told, once. */
export interface VerifierOrder {
  readonly modulePath: string;
  readonly origin: string;
  readonly provider: string;
  readonly pacts: readonly string[];
  /** Names of all states that stand in the pacts. */
  readonly states: readonly string[];
  /** Milliseconds that a request may take. */
  readonly timeout: number;
}

/** What it asks to be done before it goes on. */
export type StageCall =
  | { readonly deed: 'begin' | 'end' }
  | { readonly deed: 'set'; readonly state: string; readonly params: Readonly<Record<string, unknown>> };

export type FromVerifier =
  | { readonly kind: 'call'; readonly id: number; readonly call: StageCall }
  /** `result`: the JSON that Pact's core tells. */
  | { readonly kind: 'done'; readonly result: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface ToVerifier {
  readonly done: number;
}
