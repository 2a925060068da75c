import { describe, expect, it } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { cell, code, codeBlock, prose } from '../../src/report/inert.ts';
import { markdown, markdownReport } from '../../src/report/markdown.ts';
import type { RunResult } from '../../src/run/result.ts';
import { endings, finding, hostile, result, saying, stopped, waiver, written } from './results.ts';

/** As forges render it: Markdown of GitHub, with the HTML that stands in it. */
const rendered = (text: string) =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** What a forge looks through for mentions, issues and addresses: all that is not code. */
const outsideCode = (html: string) => html.replaceAll(/<(code|pre)\b[^>]*>.*?<\/\1>/gs, '');

const tags = (html: string) => new Set([...html.matchAll(/<\/?([a-z!][^\s>/]*)/gi)].map(([, name]) => name));

// What the report is made of; a link, an image, or a heading within is nobody's but a component's.
const own = ['h3', 'p', 'code', 'pre', 'ul', 'li', 'details', 'summary', 'strong', 'blockquote'];
const ownTags = [...own, 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const takesEffect = /@[a-z]|#\d|GH-\d|![0-9]|\$\d|[~%]\w|https?:|www\.|[0-9a-f]{7}|:smile:|::|<script|onerror=/i;

function expectInert(text: string) {
  const html = rendered(text);
  expect([...tags(html)].filter((tag) => !ownTags.includes(tag!))).toEqual([]);
  expect(outsideCode(html)).not.toMatch(takesEffect);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/u);
  for (const tag of ['details', 'table', 'pre', 'code'])
    expect(html.match(new RegExp(`<${tag}\\b`, 'g'))?.length).toBe(html.match(new RegExp(`</${tag}>`, 'g'))?.length);
}

describe('text of unknown origin in Markdown', () => {
  it.each(hostile)('takes no effect: %s', (_, says) => {
    for (const text of [
      prose(says),
      prose(`It said \`${says}\`, and ${says}.`),
      code(says),
      codeBlock(says.slice(0, 9999).split('\n')),
    ])
      expectInert(text);
    const table = rendered(`| a | b |\n|---|---|\n| ${cell(prose(says))} | ${cell(code(says))} |\n`);
    expect(table.match(/<td/g)).toHaveLength(2);
    expectInert(`| a | b |\n|---|---|\n| ${cell(prose(says))} | ${cell(code(says))} |\n`);
  });

  it.each([
    ['The component answered `ok`, although it never got a usable reply.', undefined],
    ['One request caused 5 calls, at most 2.5 (of 3), within 2s.', undefined],
    ['`crm.add-note` was never called: see /notes.', '`crm.add-note` was never called: see `/notes`.'],
    ['a_b *c* d', '`a_b *c*` d'],
    ['a ` b', 'a `` ` `` b'],
  ])('is left as it is where it is prose: %s', (text, shown = text) => {
    expect(prose(text)).toBe(shown);
  });
});

describe('a report in Markdown', () => {
  it.each(hostile)('is inert and short where everything says: %s', (_, says) => {
    const text = written(markdown, [saying(says), stopped('not launched', says.slice(0, 5000), says)]);
    expectInert(text);
    expect(text.length).toBeLessThan(20_000);
  });

  it('says what happened, where the contract says otherwise, and how to see it again', () => {
    const text = written(markdown, [result([finding(), finding({ n: 2, check: 'stays-up', waiver: waiver() })])]);
    expect(text).toContain('### ✗ asker does not hold: 1 finding (1 waived)\n');
    expect(text).toContain(
      '| ✗ | The component answered `ok`: fine `answers-as-expected` | `ask · llm · cut-body: 41 of 212 bytes fine, every time` | `contracts/asker.contract.yaml:16` | 2 |',
    );
    expect(text).toContain(
      '| waived | The component answered `ok`: fine `stays-up` waived: until 2027-01-31 by ask-team: the gateway is replaced. |',
    );
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text).toContain(
      [
        '```sh',
        'npx shakedown replay abc001',
        '# or, without the files of this run',
        "npx shakedown run contracts/asker.contract.yaml --only 'ask/llm/cut-body/1' --profile quick --seed 7",
        '```',
      ].join('\n'),
    );
    expect(text).toMatch(/```text\nhappened +0 ms ▶ POST \/ask fine\n/);
    expect(text).toMatch(/\n +16 ▸ +on-failure: degraded\n/);
    expect(text).toContain('- expected: `degraded`, not fine, within 1s');
  });

  it.each(endings)('begins with the verdict of a run %s', (_, run) => {
    expect(written(markdown, [run])).toMatch(/^### (✗|✓|`?\?`?|asker)/);
  });

  const many = (n: number): RunResult =>
    result(Array.from({ length: n }, (_, i) => finding({ n: i + 1, says: `number ${i} ${'long '.repeat(50)}` })));

  it.each([1, 100, 1000])('has room for the findings of a pull request, and says what it left out: %s', (n) => {
    const text = written(markdown, [many(n), result([])]);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text).toContain(`asker does not hold: ${n} finding`);
    expect(text).toContain('### ✓ asker holds');
    const rows = text.match(/^\| ✗ /gm)!.length;
    const details = text.match(/<summary>✗ /g)?.length ?? 0;
    const note = /^> Left out, as there is no room for more here: (.*)\. The reports in files/m.exec(text)?.[1];
    if (n === 1) expect([rows, details, note]).toEqual([1, 1, undefined]);
    if (n === 100) expect(note).toBe(`${100 - details} findings in detail, 2 accounts of what was tried`);
    if (n === 1000) expect(note).toMatch(new RegExp(`^${1000 - rows} lines of the tables, 1000 findings in detail`));
    expectInert(text);
  });

  it('is bounded in bytes, where they count', () => {
    const size = (text: string) => Buffer.byteLength(text);
    const text = markdownReport([many(50)], 20_000, size);
    expect(size(text)).toBeLessThanOrEqual(20_000);
    expect(size(text)).toBeGreaterThan(15_000);
  });
});
