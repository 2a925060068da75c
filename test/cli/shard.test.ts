import { describe, expect, it } from '@jest/globals';
import { runNamedBy, shardFor } from '../../src/cli/shard.ts';

describe('which shard a run is', () => {
  it('is all of it where nobody says so: what a CI system sets for jobs of another kind leaves nothing out', () => {
    expect(shardFor(undefined, { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '4', JOB_COMPLETION_INDEX: '1' })).toBeUndefined();
    expect(shardFor(undefined, { SHAKEDOWN_SHARD: '' })).toBeUndefined();
  });

  it('says the command line, and else SHAKEDOWN_SHARD', () => {
    expect(shardFor('2/4', { SHAKEDOWN_SHARD: '1/3' })).toEqual({ index: 2, total: 4 });
    expect(shardFor(undefined, { SHAKEDOWN_SHARD: '1/3' })).toEqual({ index: 1, total: 3, from: 'SHAKEDOWN_SHARD' });
  });

  it.each([
    ['GitLab CI', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '4' }, 1],
    ['CircleCI', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '4' }, 1],
    ['Buildkite', { BUILDKITE_PARALLEL_JOB: '3', BUILDKITE_PARALLEL_JOB_COUNT: '4' }, 4],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '2', SHAKEDOWN_SHARDS: '4' }, 3],
  ])('is told by %s', (who, env, index) => {
    expect(shardFor('auto', env)).toEqual({ index, total: 4, from: expect.stringContaining(who) });
    expect(shardFor(undefined, { ...env, SHAKEDOWN_SHARD: 'auto' })).toMatchObject({ index, total: 4 });
  });

  it.each([
    ['3/2', {}, '--shard 3/2 is none of the shards'],
    ['0/2', {}, '--shard 0/2 is none of the shards'],
    ['half', {}, '--shard half is not a shard'],
    ['auto', {}, 'no variable tells which shard this is'],
    ['auto', { JOB_COMPLETION_INDEX: '0' }, 'has no SHAKEDOWN_SHARDS beside it'],
    [
      'auto',
      { CIRCLE_NODE_INDEX: '4', CIRCLE_NODE_TOTAL: '4' },
      'CIRCLE_NODE_INDEX=4 (CircleCI) is none of the shards',
    ],
    ['auto', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '4' }, 'CI_NODE_INDEX=x (GitLab CI) is none of the shards'],
  ])('%s with %p is told off', (flag, env, complaint) => {
    expect(shardFor(flag, env)).toEqual(expect.stringContaining(complaint));
  });

  it('has the name of the run in common with the others', () => {
    expect(runNamedBy({ GITHUB_RUN_ID: '77' })).toEqual({ variable: 'GITHUB_RUN_ID', value: '77' });
    expect(runNamedBy({ CI: 'true' })).toBeUndefined();
  });
});
