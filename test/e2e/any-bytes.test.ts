import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../report/commands.ts';
import { codeQualityErrors, junitErrors, sarifErrors } from '../report/published.ts';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

// What a component says goes into reports for people and for parsers, whatever its bytes.

const answering = (bytes: string) => ({
  'app.mjs': numberService({
    change: `
      let n;
      try { n = await ask(); } catch {
        response.statusCode = 418;
        response.setHeader('x-odd', 'caf\\u00e9\\t"<&>');
        return response.end(${bytes});
      }
      return response.end(JSON.stringify({ doubled: 2 * n }));`,
  }),
  'doubler.contract.yaml': numberContract(),
});

const saying: readonly (readonly [string, string])[] = [
  ['every byte there is', 'Buffer.from(Array.from({ length: 256 }, (_, i) => i))'],
  [
    'control characters and escape sequences',
    '"\\u001b[31mred\\u001b[0m\\u0007\\u0000\\r\\u009b2J\\u202egnp.exe\\u2028"',
  ],
  ['halves of characters, as JSON writes them', 'JSON.stringify({ text: "\\ud83d", more: "\\udc00 ]]> <b>" })'],
  ['invalid UTF-8', 'Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0xf0, 0x9f, 0x22, 0xff, 0xfe])'],
  ['ten megabytes', '"é\\u0000".repeat(3_500_000)'],
];

describe('a report', () => {
  it.each(saying)('reads well and is whole where the component says %s', async (_, bytes) => {
    using project = folder(answering(bytes));
    const { code, stdout, stderr } = await shakedown(
      [
        'doubler.contract.yaml',
        '--profile',
        'quick',
        '--only',
        'double/numbers/server-error/every',
        '--reporter',
        'terminal',
        '--reporter',
        'json=r.json',
        '--reporter',
        'junit=r.xml',
        '--reporter',
        'github',
        '--reporter',
        'markdown=-',
        '--reporter',
        'sarif=r.sarif',
        '--reporter',
        'gitlab=gl.json',
      ],
      project.path,
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(project.path, 'summary.md'), GITHUB_WORKSPACE: project.path },
    );
    expect(code).toBe(1);
    // What goes to people makes way for a document on standard output.
    expect(stdout).toMatch(/^### ✗ doubler does not hold: /);
    expect(readFileSync(join(project.path, 'summary.md'), 'utf8')).toBe(stdout);
    expect(stderr).toContain('418');
    expect(new Set(commands(stderr).map(({ command }) => command))).toEqual(new Set(['error']));
    expect(commands(stderr)[0]!.properties.file).toBe('doubler.contract.yaml');
    expect(sarifErrors(JSON.parse(readFileSync(join(project.path, 'r.sarif'), 'utf8')))).toEqual([]);
    expect(codeQualityErrors(JSON.parse(readFileSync(join(project.path, 'gl.json'), 'utf8')))).toEqual([]);
    expect(`${stdout}${stderr}`).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\p{Cs}]/u,
    );
    for (const text of [stdout, stderr]) expect(text.length).toBeLessThan(20_000);
    const json = readFileSync(join(project.path, 'r.json'));
    expect(() => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))).not.toThrow();
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(project.path, 'r.xml')));
    expect(await junitErrors([xml])).toEqual([[]]);
    expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(statSync(join(project.path, 'r.xml')).size).toBeLessThan(100_000);
    expect(statSync(join(project.path, 'r.json')).size).toBeLessThan(5_000_000);
  });
});
