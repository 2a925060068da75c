import { afterAll, describe, expect, test, vi } from 'vitest';
import type { DescribeContract } from './suite/describe-contract.ts';
import { describeContractWith } from './suite/describe-contract.ts';
import { Judge } from './suite/judge.ts';
import type { ContractMatchers } from './suite/matchers.ts';
import { matchersWith } from './suite/matchers.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an interface is merged only with what has the same parameters
  interface Assertion<T = any> extends ContractMatchers<Promise<void>> {}
}

const judge = new Judge();
expect.extend(matchersWith(judge));
afterAll(() => judge[Symbol.asyncDispose]());

/** Makes tests of the trials of a contract. `contract`: its file, from the root of Vitest. */
export const describeContract: DescribeContract = describeContractWith({
  describe,
  test: (name, play, timeout) => test(name, ({ skip }) => play(skip), timeout),
  concurrent: (name, play, timeout) => test.concurrent(name, ({ skip }) => play(skip), timeout),
  afterAll,
  import: (file) => vi.importActual(file),
  env: process.env,
});
