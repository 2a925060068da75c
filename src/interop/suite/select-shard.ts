/** Every n-th, beginning with the i-th, of `i/n`: kinds of trials that take long are shared out evenly. Throws where there is none. */
export function selectShard<T>(all: readonly T[], shard: string | undefined): readonly T[] {
  if (shard === undefined) return all;
  const [i = 0, n = 0] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).slice(1).map(Number);
  if (i < 1 || i > n)
    throw new Error(`shard "${shard}" cannot be played: it is no part of a whole. Write 1/3, 2/3 or 3/3.`);
  const own = all.filter((_, index) => index % n === i - 1);
  if (own.length === 0)
    throw new Error(
      `shard "${shard}" has nothing to play: there are ${all.length} trials. Share them out in fewer parts.`,
    );
  return own;
}
