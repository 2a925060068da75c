import { describe, expect, it } from '@jest/globals';
import { nearest, suggest } from '../../src/contract/nearest.ts';
import { excerpt, printable } from '../../src/report/printable.ts';
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

describe('the nearest name', () => {
  it.each([
    ['on_failure', 'on-failure'],
    ['onFailure', 'on-failure'],
    ['recovers-with', 'recovers-within'],
    ['protcol', 'protocol'],
    ['zzz', undefined],
  ])('to %s is %s', (written, name) => {
    expect(nearest(written, ['on-failure', 'protocol', 'recovers-within', 'port'])).toBe(name);
  });

  it('is suggested, else all of them are listed', () => {
    expect(suggest('prot', ['port', 'latency'], 'Keys')).toBe('Did you mean "port"?');
    expect(suggest('zzz', ['port', 'latency'], 'Keys')).toBe('Keys: port, latency.');
  });
});
