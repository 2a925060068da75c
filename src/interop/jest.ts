import { afterAll, describe, test } from '@jest/globals';
import type { DescribeContract } from './suite/describe-contract.ts';
import { describeContractWith } from './suite/describe-contract.ts';

/** Makes tests of the trials of a contract. `contract`: its file, from the folder in which Jest is run. */
export const describeContract: DescribeContract = describeContractWith({
  describe,
  test: (name, play, timeout) => test(name, () => play(), timeout),
  concurrent: (name, play, timeout) => test.concurrent(name, () => play(), timeout),
  afterAll,
  import: (file) => import(file),
  env: process.env,
});
