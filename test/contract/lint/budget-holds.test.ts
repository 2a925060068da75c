import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['tokens: 6000', 'cancels: 2s'],
    says: [
      'a.contract.yaml:31:16: warning: 2s after its caller has left, a request is over by its deadline of 2s: this promises nothing. Lower it, or leave it out. [budget-holds]',
    ],
  },
  {
    change: ['tokens: 6000', 'rate: 0/s'],
    says: [
      'a.contract.yaml:31:13: error: At a rate of 0/s no request comes. Write how many come in a second, such as 20/s. [budget-holds]',
    ],
  },
  {
    change: ['p50: 150ms, p95: 600ms', 'p50: 700ms, p95: 600ms'],
    says: [
      'a.contract.yaml:28:35: error: p95 is 600ms, and p50 is 700ms: a higher percentile is never shorter. Correct one of them. [budget-holds]',
    ],
  },
  {
    change: ['{ p50: 150ms, p95: 600ms, p99: 1s }', '{ p50: 2s, p99: 1s }'],
    says: [
      'a.contract.yaml:28:32: error: p99 is 1s, and p50 is 2s: a higher percentile is never shorter. Correct one of them. [budget-holds]',
    ],
  },
  {
    change: ['{ p50: 15ms, p99: 80ms }', '{ p50: 90ms, p99: 80ms }'],
    says: [
      'a.contract.yaml:40:32: error: p99 is 80ms, and p50 is 90ms: a higher percentile is never shorter. Correct one of them. [budget-holds]',
    ],
  },
  {
    change: ['p99: 1s }', 'p99: 3s }'],
    says: [
      'a.contract.yaml:28:47: error: p99 is 3s, longer than the deadline of 2s. Lower it, or raise the deadline. [budget-holds]',
    ],
  },
  {
    change: ['p99: 1.2s', 'p99: 3s'],
    says: [
      'a.contract.yaml:29:17: error: The deadline of 2s cannot hold: `llm` alone may take 3s (its p99). Raise the deadline, or correct the latency. [budget-holds]',
    ],
  },
  {
    change: ['p99: 80ms', 'p99: 900ms'],
    says: [
      'a.contract.yaml:29:17: warning: The deadline of 2s holds only if calls run side by side: llm 1.2s + search 900ms = 2.1s (p99s). Raise the deadline, or make sure that they do. [budget-holds]',
    ],
  },
  {
    change: ['    from: [helpdesk]\n', '    uses: [search]\n'],
    says: [],
  },
  {
    change: ['      deadline: 2s\n', '      deadline: 1s\n'],
    says: [
      'a.contract.yaml:29:17: error: The deadline of 1s cannot hold: `llm` alone may take 1.2s (its p99). Raise the deadline, or correct the latency. [budget-holds]',
    ],
  },
  {
    change: ['      deadline: 2s\n', '      deadline: 0s\n'],
    says: [
      'a.contract.yaml:29:17: error: No answer can come within a deadline of 0. Write a longer one. [budget-holds]',
    ],
  },
  {
    change: [
      '      latency: { p50: 150ms, p95: 600ms, p99: 1s }\n      deadline: 2s\n',
      '      latency: { p99: 11s }\n',
    ],
    says: [
      'a.contract.yaml:28:23: error: p99 is 11s, longer than the deadline of 10s (the default). Lower it, or raise the deadline. [budget-holds]',
    ],
  },
  {
    change: ['      latency: { p50: 150ms, p95: 600ms, p99: 1s }\n      deadline: 2s\n', '      deadline: 1\n'],
    says: [
      'a.contract.yaml:28:17: error: `upstream.classify.budget.deadline` is 1; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `1ms` or `1s`. [shape]',
    ],
  },
];

describe('budget-holds', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
