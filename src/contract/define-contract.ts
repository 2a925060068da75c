import type { WrittenContract } from './written-contract.ts';

/**
 * A contract in TypeScript, as the default export of `contracts/<name>.contract.ts`. It is given back as it is: what it
 * does is to let the editor complete and check it. Unlike one in YAML or JSON, such a contract is code, and reading it
 * runs it.
 */
export function defineContract<
  const Operation extends string,
  const Answer extends string,
  const Env extends Readonly<Record<string, string | number | boolean>>,
  const Dependency extends string = never,
>(contract: WrittenContract<Dependency, Answer, Operation, Env>): WrittenContract<Dependency, Answer, Operation, Env> {
  return contract;
}
