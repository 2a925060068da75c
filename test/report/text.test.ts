import { describe, expect, it } from '@jest/globals';
import { errorIn, excerpt, lastWords, printable } from '../../src/report/printable.ts';
import { wrap } from '../../src/report/wrap.ts';
import { xml } from '../../src/report/xml.ts';

describe('text of unknown origin', () => {
  it.each([
    ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007'],
    ['a\nb\tc\r', 'a\\nb\\u0009c\\u000d'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['\ud800 alone, \u{1f600} whole', '\\ud800 alone, \u{1f600} whole'],
    ['plain – José 😀 日本', 'plain – José 😀 日本'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is cut to the width that there is', () => {
    expect(excerpt('abcdefgh', 5)).toBe('abcd…');
    expect(excerpt('abcde', 5)).toBe('abcde');
    expect(excerpt('\u0000\u0000', 8)).toBe('\\u0000\\…');
    expect(excerpt('x'.repeat(5_000_000), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('is legal XML whatever it is', () => {
    expect(xml('<a b="c">&\u0000\ud800\ufffe\n')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;\\u0000\\ud800\\ufffe&#10;');
  });
});

describe('prose', () => {
  it('is wrapped between words, and a long word stands alone', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a-very-long-word b', 5)).toEqual(['a-very-long-word', 'b']);
  });
});

describe('what a process wrote last', () => {
  const stack = `file:///app.mjs:3
\tthrow new Error('no database');

Error: no database
    at main (file:///app.mjs:3:9)
    at run (file:///node_modules/pg/pool.js:1:1)
    at node:internal/main:1:1

Node.js v20.20.2
`;

  it('is shown without blank lines and the frames of foreign code', () => {
    expect(lastWords(stack, 20)).toEqual([
      'file:///app.mjs:3',
      "  throw new Error('no database');",
      'Error: no database',
      '    at main (file:///app.mjs:3:9)',
      'Node.js v20.20.2',
    ]);
  });

  it.each([
    [stack, 'Error: no database'],
    ['node:internal/deps/undici/undici:1\n  throw e;\n  ^\n\nTypeError: terminated\n', 'TypeError: terminated'],
    [
      'Traceback (most recent call last):\n  File "a.py", line 1\n    raise KeyError("x")\nKeyError: \'x\'\n',
      "KeyError: 'x'",
    ],
    [
      'Exception in thread "main" java.lang.IllegalStateException: no',
      'Exception in thread "main" java.lang.IllegalStateException: no',
    ],
    ['goroutine\npanic: nil map', 'panic: nil map'],
    ['listening\nno Error yet', undefined],
  ])('tells most in the message of its error', (output, line) => {
    expect(errorIn(output)).toBe(line);
  });

  it('is cut at its beginning, visibly', () => {
    expect(lastWords(stack, 2)).toEqual(['…', '    at main (file:///app.mjs:3:9)', 'Node.js v20.20.2']);
  });
});
