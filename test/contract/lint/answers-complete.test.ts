import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['      ok:          { status: 200, where: { /degraded: false } }\n', ''],
    says: [
      'a.contract.yaml:22:5: error: `classify` has no answer `ok`: nothing that it could say would be right. Add `ok: { status: 200 }`, with the schema of its body. [answers-complete]',
    ],
  },
  {
    change: ['      ok: ', '      okay: '],
    says: [
      'a.contract.yaml:23:7: error: The answer `okay` does not say what it means. Add `like:` and one of ok, degraded, rejected, unavailable. [answers-complete]',
    ],
  },
  {
    change: ['      degraded:  ', '      degarded:  '],
    says: [
      'a.contract.yaml:24:7: error: The answer `degarded` does not say what it means. Did you mean `degraded`? If not, add `like:` and one of ok, degraded, rejected, unavailable. [answers-complete]',
    ],
  },
  {
    change: ['      rejected:    {', '      busy: { status: 429 }\n      rejected:    {'],
    says: [
      'a.contract.yaml:25:7: error: The answer `busy` does not say what it means. Add `like:` and one of ok, degraded, rejected, unavailable. [answers-complete]',
    ],
  },
  {
    change: ['      rejected:    {', '      busy: { status: 429, like: unavailable }\n      rejected:    {'],
    says: [],
  },
  {
    change: ['{ status: 503,', '{ status: 503, like: degraded,'],
    says: [
      'a.contract.yaml:26:41: error: The answer `unavailable` cannot mean `degraded`: its name has a meaning of its own. Remove `like`, or give the answer another name. [answers-complete]',
    ],
  },
  {
    change: [
      '      ok:          { status: 200, where: { /degraded: false } }',
      '      done:        { status: 200, where: { /degraded: false }, like: ok }',
    ],
    says: [],
  },
  {
    change: ['      ok:          { status: 200, where: { /degraded: false } }', '      ok: 200'],
    says: [
      'a.contract.yaml:23:11: error: `upstream.classify.answers.ok` is 200; it must be a map with status, headers, body, where, like, stream, events. Write `{ status: 200 }`. [shape]',
    ],
  },
];

describe('answers-complete', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
