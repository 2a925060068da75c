import { expect, it } from '@jest/globals';
import { Turns } from '../../src/run/turns.ts';

it('lets so many go on side by side, and one alone, in the order in which they came', async () => {
  const turns = new Turns(2);
  const active = new Set<string>();
  const seen: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (name: string, alone = false) =>
    turns.take(alone, async () => {
      active.add(name);
      seen.push([...active].join(''));
      await new Promise<void>((resolve) => ends.set(name, resolve));
      active.delete(name);
    });
  const all = [take('a'), take('b'), take('c'), take('D', true), take('e')];
  for (const name of ['b', 'a', 'c', 'D', 'e']) {
    while (!ends.has(name)) await new Promise(setImmediate);
    ends.get(name)!();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(seen).toEqual(['a', 'ab', 'ac', 'D', 'e']);
});

it('goes on after work that fails', async () => {
  const turns = new Turns(1);
  await expect(turns.take(true, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turns.take(false, async () => 'next')).resolves.toBe('next');
});
