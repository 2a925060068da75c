import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/check/index.ts';
import { explainCommand } from '../../src/cli/explain.ts';

const folder = join(import.meta.dirname, '../../docs/checks');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Code without its indentation: what is shown of a method starts at the margin. */
const bare = (code: string) =>
  code
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

describe('docs/checks', () => {
  it('has a page for every check, and no other', () => {
    expect(pages.map((file) => file.replace('.md', '')).sort()).toEqual(checks.map(({ name }) => name).sort());
  });

  it.each(pages)('`explain` leads to %s', async (file) => {
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const name = file.replace('.md', '');
    await explainCommand.run({ name, out: '.shakedown' }, { print } as never);
    const [, page] = /^Its page +(.*)$/m.exec(printed.join('\n'))!;
    expect(realpathSync(page!)).toBe(realpathSync(join(folder, file)));
  });

  it.each(pages)('%s says how it is judged, what goes wrong and where that is told', (file) => {
    const headings = [...textOf(file).matchAll(/^##? .*$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([
      `# \`${file.replace('.md', '')}\``,
      '## How it is judged',
      '## When it says nothing',
      '## Usual mistakes, and what is right',
      '## In the zoo',
      '## Sources',
    ]);
  });

  it.each(pages)('%s shows code as it stands in the file that it names', (file) => {
    const text = textOf(file);
    const shown = [...text.matchAll(/^(?:Wrong|Right), in \[.*?\]\((.*?)\):\n\n```\w+\n(.*?)```/gms)];
    expect(shown.length).toBe([...text.matchAll(/^```\w+$/gm)].length);
    expect(shown.filter(([, from]) => !existsSync(join(folder, from!)))).toEqual([]);
    for (const [, from, code] of shown)
      expect(bare(readFileSync(join(folder, from!), 'utf8'))).toContain(bare(code!).trim());
    expect(shown.some(([lead]) => lead.startsWith('Wrong'))).toBe(true);
  });
});
