import { isDeepStrictEqual } from 'node:util';
import type { RunResult } from './result.ts';

/** A run of one contract, and the report that it was read from. */
export interface Reported {
  readonly file: string;
  readonly result: RunResult;
}

type Group = readonly [Reported, ...Reported[]];

const same: readonly { readonly what: string; of(result: RunResult): unknown }[] = [
  { what: 'the contract', of: ({ contract: { project: _, ...rest } }) => rest },
  { what: 'the seed', of: ({ seed }) => seed },
  { what: 'the profile', of: ({ profile }) => profile },
  { what: 'the number of shards', of: ({ shard }) => shard!.total },
];

/** The runs by their contract, in the order in which they were given. A string says why they cannot be joined. */
export function grouped(all: readonly Reported[]): readonly Group[] | string {
  const groups = new Map<string, [Reported, ...Reported[]]>();
  for (const one of all) {
    const group = groups.get(one.result.contract.file);
    if (group) group.push(one);
    else groups.set(one.result.contract.file, [one]);
  }
  const found = [...groups.values()];
  return found.map(misfit).find((problem) => problem !== undefined) ?? found;
}

/** Why reports of one contract are no shards of one run. */
function misfit(group: Group): string | undefined {
  const [first, ...others] = group;
  const { file } = first.result.contract;
  const whole = group.find(({ result }) => !result.shard);
  if (whole && others.length > 0)
    return `${whole.file} holds a whole run of ${file}, and cannot be joined with another. Leave one of them out.`;
  for (const other of others) {
    const differs = same.find(({ of }) => !isDeepStrictEqual(of(first.result), of(other.result)));
    if (differs)
      return `${first.file} and ${other.file} are no shards of one run: ${differs.what} of ${file} differs. Run all shards in the same way.`;
  }
  const indices = group.map(({ result }) => result.shard?.index);
  const twice = group.find(({ result }, i) => whole === undefined && indices.indexOf(result.shard!.index) !== i);
  if (!twice) return undefined;
  const { index, total } = twice.result.shard!;
  const before = group[indices.indexOf(index)]!;
  return `${before.file} and ${twice.file} are both shard ${index} of ${total} of ${file}. Leave one of them out.`;
}
