import { afterAll, describe, test, vi } from 'vitest';
import type { DescribeContract } from './suite/describe-contract.ts';
import { describeContractWith } from './suite/describe-contract.ts';

/** Makes tests of the trials of a contract. `contract`: its file, from the root of Vitest. */
export const describeContract: DescribeContract = describeContractWith({
  describe,
  test: (name, play, timeout) => test(name, ({ skip }) => play(skip), timeout),
  concurrent: (name, play, timeout) => test.concurrent(name, ({ skip }) => play(skip), timeout),
  afterAll,
  import: (file) => vi.importActual(file),
  env: process.env,
});
