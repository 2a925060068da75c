import { describe, expect, it } from '@jest/globals';
import { changed, sound } from '../linted.ts';

describe('repeats-shows', () => {
  const rest = sound.slice(sound.indexOf('      tokens'), sound.indexOf('waivers:'));

  it('takes the promise where an effect is declared', () => {
    expect(changed(rest, rest.replace('tokens: 6000', 'tokens: 6000\n    repeats: same'))).toEqual([]);
  });

  it('warns where a second effect would not be seen', () => {
    const without = rest
      .replace('tokens: 6000', 'tokens: 6000\n    repeats: same')
      .replace(/\n *effect: once\n *idempotency-key: .*/, '');
    expect(changed(rest, without)).toEqual([
      'a.contract.yaml:32:14: warning: No operation of a dependency declares an effect: a second one would not be seen. Write `effect: once` at the operation that changes something, or leave this out. [repeats-shows]',
    ]);
  });
});
