import { describe, expect, it } from '@jest/globals';
import { type QuotedLine, quote } from '../../src/report/quote.ts';
import { loadContract } from '../../src/run/load.ts';

const { contract } = loadContract('contracts/triage-pilot.contract.yaml');
const numbers = (lines: readonly QuotedLine[]) => lines.map(({ line, cited }) => (cited ? `[${line}]` : `${line}`));

describe('a quote of the contract', () => {
  it('is the line, below the keys that it belongs to', () => {
    const lines = quote(contract!, '/downstream/search/on-failure');
    expect(lines.map(({ text }) => text.trim())).toEqual(['downstream:', 'search:', 'on-failure: degraded']);
    expect(lines.at(-1)).toEqual({ line: 43, text: '    on-failure: degraded', cited: true });
  });

  it('holds all that belongs to the line', () => {
    expect(numbers(quote(contract!, '/upstream/classify/answers'))).toEqual([
      '22',
      '23',
      '[29]',
      '[30]',
      '[31]',
      '[32]',
      '[33]',
    ]);
  });

  it('is the head of what is long', () => {
    expect(numbers(quote(contract!, '/component/launch'))).toEqual(['4', '[10]', '11', '12']);
  });

  it('names a line once, whatever stands in it', () => {
    expect(numbers(quote(contract!, '/upstream/classify/budget/calls/llm'))).toEqual(['22', '23', '34', '[36]']);
  });

  it('is the nearest that was written, where a default was broken', () => {
    expect(numbers(quote(contract!, '/upstream/classify/budget/latency')).slice(0, 4)).toEqual([
      '22',
      '23',
      '[34]',
      '[35]',
    ]);
  });

  it('sends no control characters, and ends long lines', () => {
    const places = { '/a': { line: 1, column: 1 } };
    const [line] = quote({ ...contract!, text: `a: \u202e${'x'.repeat(9000)}`, places }, '/a');
    expect(line!.text).toMatch(/^a: \\u202ex+…$/);
    expect(line!.text.length).toBeLessThan(200);
  });

  it('is not there where a journal does not hold the text', () => {
    const { text: _, ...textless } = contract!;
    expect(quote(textless, '/downstream')).toEqual([]);
  });
});
