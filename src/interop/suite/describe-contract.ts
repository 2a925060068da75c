import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Harness, plannedTests } from './harness.ts';
import { HostedModule } from './hosted-module.ts';
import type { PlannedTest, Wanted } from './messages.ts';
import type { Runner } from './runner.ts';
import { selectShard } from './select-shard.ts';
import type { SuiteOptions } from './suite-options.ts';

// What it takes to launch a component twice and to end it.
const around = 60_000;
const rigsPerCore = 3;

/** Makes tests of the trials of a contract. `contract`: its file, from the folder in which the tests are run. */
export type DescribeContract = (contract: string | URL, options?: SuiteOptions) => void;

export function describeContractWith(runner: Runner): DescribeContract {
  return function describeContract(contract, options = {}) {
    const fail = failureAt(describeContract);
    const wanted = wantedOf(contract, options);
    const planned = plannedTests(wanted);
    const tests = 'failed' in planned ? [] : selectShard(planned.tests, options.shard);
    runner.describe(planned.component, () => {
      if ('failed' in planned) return runner.test('can be tried', async () => fail(planned.failed), around);
      if (planned.expired.length > 0)
        runner.test('has no waiver that expired', async () => fail(planned.expired.join('\n')), around);
      const hosted = planned.module ? new HostedModule(runner, options.load) : undefined;
      const harness = new Harness(wanted, hosted);
      const define = options.concurrent === false || planned.module ? runner.test : runner.concurrent;
      for (const [group, members] of groupsOf(tests))
        runner.describe(group, () => {
          for (const { id, atMost } of members)
            define(id, (skip) => play(harness, id, options, fail, skip), options.timeout ?? atMost);
        });
      runner.afterAll(() => harness[Symbol.asyncDispose](), around);
    });
  };
}

type Fail = (told: string) => never;

async function play(
  harness: Harness,
  id: string,
  { inconclusive = 'fail' }: SuiteOptions,
  fail: Fail,
  skip: (because: string) => void = (because) => console.warn(`${id}: ${because}`),
): Promise<void> {
  const outcome = await harness.play(id).catch((error: Error) => fail(error.message));
  if (outcome.verdict === 'broken' || (outcome.verdict === 'inconclusive' && inconclusive === 'fail'))
    fail(outcome.told);
  if (outcome.verdict === 'inconclusive') skip(outcome.told);
  else if (outcome.waived !== undefined) skip(outcome.waived);
}

function wantedOf(contract: string | URL, options: SuiteOptions): Wanted {
  return {
    file: typeof contract === 'string' ? contract : fileURLToPath(contract),
    only: options.only ?? [],
    profile: options.profile ?? 'quick',
    seed: options.seed ?? 1,
    shrink: options.shrink ?? true,
    rigs: rigsPerCore * availableParallelism(),
    out: options.out ?? '.shakedown',
  };
}

function groupsOf(tests: readonly PlannedTest[]): Map<string, PlannedTest[]> {
  const groups = new Map<string, PlannedTest[]>();
  for (const test of tests) groups.set(test.group, [...(groups.get(test.group) ?? []), test]);
  return groups;
}

/** Throws what a person should read, as coming from where the contract was described: nothing below it is theirs. */
function failureAt(called: DescribeContract): Fail {
  const place = new Error();
  Error.captureStackTrace(place, called);
  const [first = ''] = place.stack!.split('\n').slice(1);
  return (told) => {
    const error = new Error(told);
    error.stack = `${error.name}: ${told}\n${first}`;
    throw error;
  };
}
