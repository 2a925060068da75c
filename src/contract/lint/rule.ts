import type { Contract, Schema } from '../contract.ts';
import { step } from '../pointer.ts';
import type { Problem } from '../problem.ts';

/** The names that exist outside the contract: of protocols, faults and checks. */
export interface Vocabulary {
  /** Protocol → whether the contract declares its operations, or the protocol brings them. */
  readonly protocols: Readonly<Record<string, { readonly operations: 'declared' | 'built in' }>>;
  readonly faults: readonly string[];
  readonly checks: readonly string[];
}

/** What a lint rule sees: all of the file that has the right shape. */
export interface Draft {
  readonly contract: Contract;
  /** The file as it was written. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly vocabulary: Vocabulary;
  readonly today: Date;
}

export interface Complaint extends Pick<Problem, 'message' | 'remedy'> {
  /** JSON Pointer into the contract file. */
  readonly pointer: string;
  /** Whether the key or the value is at fault; default: the value. */
  readonly of?: 'key' | 'value';
  /** Default: error. */
  readonly severity?: Problem['severity'];
  /** JSON Pointer from there into the bundled schema, where that is at fault. */
  readonly inside?: string;
}

export interface Rule {
  readonly name: string;
  /** What it forbids, in a sentence. */
  readonly summary: string;
  check(draft: Draft): Iterable<Complaint>;
}

/** A dependency by that name was written, even if it has errors of its own. */
export function writtenNames(draft: Draft, key: 'downstream' | 'upstream'): string[] {
  return Object.keys((draft.raw[key] as object | undefined) ?? {});
}

/** Every JSON Schema of a contract with the pointer at which it stands. */
export function* schemasOf(contract: Contract): Generator<{ pointer: string; schema: Schema }> {
  const one = function* (pointer: string, schema: Schema | undefined) {
    if (schema !== undefined) yield { pointer, schema };
  };
  const many = function* (pointer: string, schemas: Readonly<Record<string, Schema>>) {
    for (const [name, schema] of Object.entries(schemas)) yield { pointer: step(pointer, name), schema };
  };
  for (const { name, accepts, answers } of Object.values(contract.upstream)) {
    const pointer = step('/upstream', name);
    yield* one(`${pointer}/accepts/body`, accepts.body);
    for (const part of ['path', 'query', 'headers'] as const) yield* many(`${pointer}/accepts/${part}`, accepts[part]);
    for (const answer of Object.values(answers))
      yield* one(`${step(`${pointer}/answers`, answer.name)}/body`, answer.body);
  }
  for (const dependency of Object.values(contract.downstream)) {
    for (const { name, expects, returns } of Object.values(dependency.operations)) {
      const pointer = step(`${step('/downstream', dependency.name)}/operations`, name);
      yield* one(`${pointer}/expects/body`, expects.body);
      for (const part of ['path', 'query'] as const) yield* many(`${pointer}/expects/${part}`, expects[part]);
      yield* one(`${pointer}/returns/body`, returns.body);
    }
  }
}
