import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Ended, shakedown } from '../e2e/cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docs/getting-started.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((m) => m[1]!);
const [initShown, runShown, againShown] = blocks('console') as [string, string, string];
const project = mkdtempSync(join(tmpdir(), 'faq-'));

/** What differs from one run to the next. */
const timeless = (output: string) =>
  output
    .replaceAll(/^ *\d+ of \d+.*\n/gm, '')
    .replaceAll(/, \d+ steps?|; \d+ steps?/g, '')
    .replaceAll(/\d+(\.\d+)? ms/g, '… ms')
    .replaceAll(/\d+(\.\d+)? s\b/g, '… s')
    .replaceAll(/(launching|on) \d+ (side|rigs)/g, '$1 … $2')
    .replaceAll(/ +/g, ' ')
    .trim();

/** Runs the command of a block, as it is shown. */
function played(block: string): Promise<Ended> {
  const command = block.split('\n')[0]!.replace('$ npx shakedown ', '');
  const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  return shakedown(args, project);
}
const outputOf = (block: string) => timeless(block.split('\n').slice(1).join('\n'));

describe('docs/getting-started.md', () => {
  beforeAll(() => {
    cpSync(join(root, 'test/init/faq'), project, { recursive: true });
  });
  afterAll(() => {
    rmSync(project, { recursive: true });
  });

  it('goes from a component to a contract, a finding and its correction as it says', async () => {
    const init = await played(initShown);
    expect(timeless(init.stdout + init.stderr)).toBe(outputOf(initShown));
    expect(init.code).toBe(0);
    expect(readFileSync(join(project, 'contracts/faq.contract.yaml'), 'utf8')).toBe(blocks('yaml')[0]);

    const found = await played(runShown);
    expect(timeless(found.stdout)).toBe(outputOf(runShown));
    expect(found.code).toBe(1);

    const server = readFileSync(join(project, 'server.mjs'), 'utf8');
    const lines = blocks('diff')[0]!.trimEnd().split('\n');
    const of = (sign: string) =>
      lines.filter((line) => line.startsWith(sign)).map((line) => ` ${line.slice(1)}`.slice(1));
    const [before, after] = [of('-').join('\n'), of('+').join('\n')];
    expect(server).toContain(before);
    writeFileSync(
      join(project, 'server.mjs'),
      server.replace(before, () => after),
    );
    const held = await played(againShown);
    expect(timeless(held.stdout)).toBe(outputOf(againShown));
    expect(held.code).toBe(0);
  });
});
