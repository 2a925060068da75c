import type { Shard } from '../run/share.ts';

/** Where a CI system tells its jobs which of how many they are. */
interface Told {
  readonly who: string;
  readonly index: string;
  /** The number of the first one. */
  readonly first: 0 | 1;
  readonly total: string;
  /** Names the run that all its jobs have in common. */
  readonly run?: string;
}

const told: readonly Told[] = [
  { who: 'GitLab CI', index: 'CI_NODE_INDEX', first: 1, total: 'CI_NODE_TOTAL', run: 'CI_PIPELINE_ID' },
  { who: 'CircleCI', index: 'CIRCLE_NODE_INDEX', first: 0, total: 'CIRCLE_NODE_TOTAL', run: 'CIRCLE_WORKFLOW_ID' },
  {
    who: 'Buildkite',
    index: 'BUILDKITE_PARALLEL_JOB',
    first: 0,
    total: 'BUILDKITE_PARALLEL_JOB_COUNT',
    run: 'BUILDKITE_BUILD_ID',
  },
  // Kubernetes tells a pod its index, and not how many there are.
  { who: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', first: 0, total: 'SHAKEDOWN_SHARDS' },
];

/** The same in all jobs of one run: what a seed can be made of that nobody gave. */
const runs = ['GITHUB_RUN_ID', ...told.flatMap(({ run }) => run ?? [])];

export const shardOption = {
  shard: {
    type: 'string',
    describe: 'play one part of the trials: 2/4, or auto to be told by the CI system; SHAKEDOWN_SHARD says the same',
  },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The shard that is asked for; undefined: all trials. A string says what is wrong. */
export function shardFor(flag: string | undefined, env: Environment): Shard | undefined | string {
  const asked = flag ?? (env.SHAKEDOWN_SHARD || undefined);
  if (asked === undefined) return undefined;
  const named = flag === undefined ? 'SHAKEDOWN_SHARD' : '--shard';
  if (asked === 'auto') return shardToldBy(env);
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(asked) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  const problem = index === undefined ? 'is not a shard' : outside(shard);
  if (problem) return `${named} ${asked} ${problem}. Write which of how many, such as 2/4, or auto.`;
  return flag === undefined ? { ...shard, from: 'SHAKEDOWN_SHARD' } : shard;
}

function shardToldBy(env: Environment): Shard | string {
  const found = told.find(({ index }) => env[index] !== undefined && env[index] !== '');
  if (!found) {
    const known = told.map(({ who, index }) => `${index} (${who})`).join(', ');
    return `--shard auto: no variable tells which shard this is, of ${known}. Write it: --shard 2/4.`;
  }
  const { who, index, first, total } = found;
  const shard = { index: Number(env[index]) + 1 - first, total: Number(env[total] || Number.NaN) };
  const problem = env[total] ? outside(shard) : `has no ${total} beside it`;
  if (problem) return `--shard auto: ${index}=${env[index]} (${who}) ${problem}. Set ${total} to the number of shards.`;
  return { ...shard, from: `${index} and ${total} of ${who}` };
}

function outside({ index, total }: Shard): string | undefined {
  if (Number.isSafeInteger(index) && Number.isSafeInteger(total) && index >= 1 && index <= total && total <= 1000)
    return undefined;
  return 'is none of the shards';
}

/** What all shards of a run have in common, where the CI system names it: the name of the variable, and its value. */
export function runNamedBy(env: Environment): { readonly variable: string; readonly value: string } | undefined {
  const variable = runs.find((name) => env[name]);
  return variable === undefined ? undefined : { variable, value: env[variable]! };
}
