import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['deadline: 2s', 'deadline: 2'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is 2; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `2ms` or `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: "2"'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "2"; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `2ms` or `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: "2 s"'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "2 s"; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: 2sec'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "2sec"; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: 2S'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "2S"; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: 2000'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is 2000; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `2000ms` or `2000s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: 1h'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "1h"; it must be a duration such as 250ms, 2s or 1m. Write `60m`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: "1,5s"'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "1,5s"; it must be a duration such as 250ms, 2s or 1m. Write `1.5s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: .5s'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is ".5s"; it must be a duration such as 250ms, 2s or 1m. Write `0.5s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: -2s'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "-2s"; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: two'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is "two"; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: [2s]'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is ["2s"]; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: {}'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is {}; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: true'],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is true; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
  {
    change: ['deadline: 2s', 'deadline: '],
    says: [
      'a.contract.yaml:29:17: error: `upstream.classify.budget.deadline` is null; it must be a duration such as 250ms, 2s or 1m. Write `2s`. [shape]',
    ],
  },
];

describe('durations', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
