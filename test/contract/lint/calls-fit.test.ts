import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  { change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 4, search: 2 }'], says: [] },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 5, search: 2 }'],
    says: [
      'a.contract.yaml:30:14: warning: The deadline of 2s has no time for so many calls one after the other: llm 5 × 400ms + search 2 × 15ms = 2030ms at best (p50s), llm 5 × 1.2s + search 2 × 80ms = 6160ms at worst (p99s). Allow fewer, or raise the deadline. [calls-fit]',
    ],
  },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: { llm: 6 }'],
    says: [
      'a.contract.yaml:30:14: warning: The deadline of 2s has no time for so many calls one after the other: llm 6 × 400ms + search 15ms = 2415ms at best (p50s), llm 6 × 1.2s + search 80ms = 7280ms at worst (p99s). Allow fewer, or raise the deadline. [calls-fit]',
    ],
  },
  // Who does not say how often has promised no retries.
  { change: ['      calls: { llm: 3, search: 2 }\n', ''], says: [] },
];

describe('calls-fit', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });

  it('does not count what an operation does not need', () => {
    const uses = '      tokens: 6000\n    uses: [search]\n';
    expect(
      changed('calls: { llm: 3, search: 2 }\n      tokens: 6000\n', `calls: { llm: 9, search: 2 }\n${uses}`),
    ).toEqual([]);
  });
});
