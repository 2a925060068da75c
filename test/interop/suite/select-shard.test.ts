import { expect, it } from '@jest/globals';
import { selectShard } from '../../../src/interop/suite/select-shard.ts';

const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

it('shares everything out, once', () => {
  const shards = ['1/3', '2/3', '3/3'].map((shard) => selectShard(all, shard));
  expect(shards.flat().sort()).toEqual(all);
  expect(shards.map(({ length }) => length)).toEqual([3, 2, 2]);
  expect(selectShard(all, undefined)).toEqual(all);
});

it.each(['0/3', '4/3', '1/0', 'first', '1', '-1/3'])('refuses %s', (shard) => {
  expect(() => selectShard(all, shard)).toThrow(`shard "${shard}" cannot be played: it is no part of a whole.`);
});

it('refuses a part in which nothing would be', () => {
  expect(() => selectShard(all, '8/9')).toThrow('shard "8/9" has nothing to play: there are 7 trials.');
});
