/** The parts of a request, as values. */
export interface ContractRequest {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** An answer as it came: `body` is its text. */
export interface SeenResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Whether a request, an answer, or both are as a contract has them. */
export interface Question {
  /** The contract's. */
  readonly file: string;
  readonly operation: string;
  readonly request?: ContractRequest;
  readonly response?: SeenResponse;
  /** The answer that it must be; default: any that is declared. */
  readonly answer?: string;
}

export interface Ruling {
  readonly pass: boolean;
  /** What a person should read where it was to be otherwise. */
  readonly told: string;
  /** It cannot be told, and no expectation holds. */
  readonly unclear?: true;
}
