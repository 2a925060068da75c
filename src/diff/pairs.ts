import type { Contract, Dependency, Operation } from '../contract/contract.ts';
import { step } from '../contract/pointer.ts';
import type { Versions } from './rule.ts';

/** What stands in both versions, and where it stands in the new one. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
  readonly pointer: string;
}

const routeOf = ({ call }: Operation) => `${call.method} ${call.path}`;

/** Operations with the same name; or another name, and the same call: callers do not see names. */
export function operationPairs({ before, after }: Versions): Pair<Operation>[] {
  return Object.values(after.upstream).flatMap((now) => {
    const was = before.upstream[now.name] ?? renamed(now, before, after);
    return was ? [{ before: was, after: now, pointer: step('/upstream', now.name) }] : [];
  });
}

function renamed(now: Operation, before: Contract, after: Contract): Operation | undefined {
  return Object.values(before.upstream).find((was) => !after.upstream[was.name] && routeOf(was) === routeOf(now));
}

export const dependencyPairs = ({ before, after }: Versions): Pair<Dependency>[] =>
  pairsOf(before.downstream, after.downstream, '/downstream');

export const pairsOf = <T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  pointer: string,
): Pair<T>[] =>
  Object.entries(after).flatMap(([name, now]) =>
    Object.hasOwn(before, name) ? [{ before: before[name]!, after: now, pointer: step(pointer, name) }] : [],
  );

/** Names that only one of two maps has. */
export const onlyIn = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(one).filter((name) => !Object.hasOwn(other, name));
