import { describe, expect, it } from '@jest/globals';
import { complete } from '../../src/cli/complete.ts';

const commands = [
  {
    command: ['run [contracts..]', '$0'],
    positionals: { contracts: { type: 'string', array: true } },
    options: {
      profile: { type: 'string' },
      out: { type: 'string' },
      shrink: { type: 'boolean', default: true },
      bail: { type: 'boolean', default: false },
    },
    offers: { profile: () => ['quick', 'standard'] },
  },
  {
    command: 'fault [dependency] [kind]',
    positionals: { dependency: { type: 'string' }, kind: { choices: ['silence', 'server-error'] } },
    options: { for: { type: 'string' } },
    offers: { dependency: async () => ['llm', 'search'] },
  },
] as const;

describe('what a shell is told', () => {
  it.each([
    ['', ['run', 'fault']],
    ['f', ['fault']],
    ['run --pr', ['--profile']],
    ['run --', ['--help', '--profile', '--out', '--no-shrink', '--bail']],
    ['run --profile ', ['quick', 'standard']],
    // The default command needs no name.
    ['--profile q', ['quick']],
    ['--bail --profile s', ['standard']],
    // Files are the shell's.
    ['run a', []],
    ['run --out ', []],
    ['fault ', ['llm', 'search']],
    ['fault --for 3s ', ['llm', 'search']],
    ['fault llm s', ['silence', 'server-error']],
    ['fault llm silence ', []],
  ])('after "%s"', async (line, words) => {
    expect(await complete(line.split(' '), commands)).toEqual(words);
  });
});
