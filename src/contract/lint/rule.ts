import {
  type AnswerKind,
  answerKinds,
  type Contract,
  type Dependency,
  type DependencyOperation,
  type Schema,
} from '../contract.ts';
import { at, step } from '../pointer.ts';
import type { Problem } from '../problem.ts';

/** The names that exist outside the contract: of protocols, faults, mess kinds, outages and checks. */
export interface Vocabulary {
  readonly protocols: Readonly<Record<string, ProtocolWords>>;
  readonly faults: readonly string[];
  readonly messes: readonly string[];
  /** The shapes that an outage can have. */
  readonly outages: readonly string[];
  readonly checks: readonly string[];
}

/** What a contract may say of a dependency with a protocol. */
export interface ProtocolWords {
  /** Whether the contract declares its operations, or the protocol brings them. */
  readonly operations: 'declared' | 'built in';
  /** Its server is a real one. */
  readonly proxied: boolean;
  /** The contract declares tools. */
  readonly tools?: boolean;
  /** The component starts it itself, with a command. */
  readonly command?: boolean;
  /** It holds collections, which a contract may declare. */
  readonly collections: boolean;
  /** Names of the operations that change something, of those that it brings. */
  readonly effects: readonly string[];
}

/** What a lint rule sees: all of the file that can be understood. */
export interface Draft {
  /** Without what has the wrong form; a required key that is missing has an empty value. */
  readonly contract: Contract;
  /** The file as it was written, wrong values included; misspelt keys have their right names. */
  readonly written: unknown;
  readonly vocabulary: Vocabulary;
  readonly today: Date;
  /** Whether something was reported at a pointer into the contract, in it or around it: then nothing follows from it. */
  reported(pointer: string): boolean;
  /** Whether the value at a pointer is missing from the contract because it, or what it stands in, has the wrong form. */
  lost(pointer: string): boolean;
}

export interface Complaint extends Pick<Problem, 'message' | 'remedy'> {
  /** JSON Pointer into the contract file. */
  readonly pointer: string;
  /** Whether the key or the value is at fault; default: the value. */
  readonly of?: 'key' | 'value';
  /** Default: error. */
  readonly severity?: Problem['severity'];
  /** JSON Pointer from there into the bundled schema or the example, where that is at fault. */
  readonly inside?: string;
}

export interface Rule {
  readonly name: string;
  /** What it forbids, in a sentence. */
  readonly summary: string;
  check(draft: Draft): Iterable<Complaint>;
}

/** The keys that were written in the map at a pointer, also those whose values are wrong. */
export function writtenNames(draft: Draft, pointer: string): string[] {
  const map = at(draft.written, pointer);
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}

/** The declared answers of an operation that have neither one of the four names nor a `like`. */
export function unclearAnswers(draft: Draft, operation: string): string[] {
  const pointer = `${step('/upstream', operation)}/answers`;
  return writtenNames(draft, pointer).filter(
    (name) => !isKind(name) && at(draft.written, `${step(pointer, name)}/like`) === undefined,
  );
}

export const isKind = (name: string): name is AnswerKind => (answerKinds as readonly string[]).includes(name);

/** The operations that stand in the contract themselves; those of tools follow from the tools. */
export const declaredOperations = ({ tools, operations }: Dependency): readonly DependencyOperation[] =>
  tools ? [] : Object.values(operations);

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
    for (const answer of Object.values(answers)) {
      const at = step(`${pointer}/answers`, answer.name);
      yield* one(`${at}/body`, answer.body);
      for (const event of Object.values(answer.stream?.events ?? {}))
        yield* one(`${step(`${at}/events`, event.name)}/data`, event.data);
    }
  }
  for (const dependency of Object.values(contract.downstream)) {
    for (const { name, input, output, text } of Object.values(dependency.tools ?? {})) {
      const pointer = step(`${step('/downstream', dependency.name)}/tools`, name);
      for (const [key, schema] of Object.entries({ input, output, text })) yield* one(`${pointer}/${key}`, schema);
    }
    for (const { name, expects, returns } of declaredOperations(dependency)) {
      const pointer = step(`${step('/downstream', dependency.name)}/operations`, name);
      yield* one(`${pointer}/expects/body`, expects.body);
      for (const part of ['path', 'query'] as const) yield* many(`${pointer}/expects/${part}`, expects[part]);
      yield* one(`${pointer}/returns/body`, returns.body);
    }
    for (const [name, { payload }] of Object.entries(dependency.collections))
      yield* one(`${step(`${step('/downstream', dependency.name)}/collections`, name)}/payload`, payload);
  }
}
