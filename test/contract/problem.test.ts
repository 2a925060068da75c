import { describe, expect, it } from '@jest/globals';
import { formatProblem, type Problem, sortProblems } from '../../src/contract/problem.ts';

const problem = (more: Partial<Problem>): Problem => ({
  ...{ file: 'a.yaml', line: 1, column: 1, severity: 'error', rule: 'shape', message: 'It is wrong.' },
  ...more,
});

describe('a problem', () => {
  it('is one line as compilers write it', () => {
    expect(formatProblem(problem({ line: 3, column: 7, remedy: 'Write `x`.' }))).toBe(
      'a.yaml:3:7: error: It is wrong. Write `x`. [shape]',
    );
  });

  it('cannot move the cursor, begin a line or turn the text around', () => {
    const message = 'a\u001b[2Jb\nc\r\u0085d\u202ee\u2028f\u200bg';
    expect(formatProblem(problem({ message }))).toBe(
      'a.yaml:1:1: error: a\\u{1b}[2Jb\\u{a}c\\u{d}\\u{85}d\\u{202e}e\\u{2028}f\\u{200b}g [shape]',
    );
  });
});

describe('problems', () => {
  it('are ordered by file and position, each once', () => {
    const [a, b, c, d] = [
      problem({ line: 2, column: 10 }),
      problem({ line: 10, column: 2 }),
      problem({ line: 10, column: 2, message: 'It is wrong, too.' }),
      problem({ file: 'b.yaml' }),
    ];
    expect(sortProblems([d, c, b, a, { ...b, rule: 'other' }, b])).toEqual([a, c, b, d]);
  });
});
