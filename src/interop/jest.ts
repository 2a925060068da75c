import { afterAll, describe, expect, test } from '@jest/globals';
import type { DescribeContract } from './suite/describe-contract.ts';
import { describeContractWith } from './suite/describe-contract.ts';
import { Judge } from './suite/judge.ts';
import type { ContractMatchers } from './suite/matchers.ts';
import { matchersWith } from './suite/matchers.ts';

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ContractMatchers<Promise<void>> {}
}
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: an interface is merged only with what has the same parameters
    interface Matchers<R, T = {}> extends ContractMatchers<Promise<void>> {}
  }
}

const judge = new Judge();
expect.extend(matchersWith(judge));
afterAll(() => judge[Symbol.asyncDispose]());

/** Makes tests of the trials of a contract. `contract`: its file, from the folder in which Jest is run. */
export const describeContract: DescribeContract = describeContractWith({
  describe,
  test: (name, play, timeout) => test(name, () => play(), timeout),
  concurrent: (name, play, timeout) => test.concurrent(name, () => play(), timeout),
  afterAll,
  import: (file) => import(file),
  env: process.env,
});
