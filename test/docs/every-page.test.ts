import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

interface Named {
  readonly command: string | readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly configured?: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const { commands } = (await import(new URL('scripts/reference/commands.mjs', `file://${root}`).href)) as {
  commands: readonly Named[];
};
const { anchor } = (await import(new URL('scripts/reference/markdown.mjs', `file://${root}`).href)) as {
  anchor: (heading: string) => string;
};

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`);
const all = [...pages, 'README.md', 'CONTRIBUTING.md', 'llms.txt'];

/** What is written, without code: in a block a bracket is no link, and a hash no heading. */
const prose = (file: string) => read(file).replaceAll(/^```.*?^```/gms, '');
const anchorsIn = (file: string) => [...prose(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading!));
const linksIn = (file: string) =>
  [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^\w+:/.test(link));

/** The places in a page that lead nowhere. */
function broken(file: string): string[] {
  return linksIn(file).filter((link) => {
    const [path = '', heading] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(join(root, target))) return true;
    return heading !== undefined && !anchorsIn(target).includes(heading);
  });
}

const nameOf = ({ command }: Named) => [command].flat()[0]!.split(' ')[0]!;
const usual = commands.find(({ command }) => [command].flat().includes('$0'))!;

/** Commands and flags of a command line that do not exist. */
function unknown(line: string): string[] {
  const words = [...line.matchAll(/'[^']*'|[^\s`]+/g)].map(([word]) => word);
  const named = commands.find((one) => nameOf(one) === words[0]);
  const isCommand = words[0] === undefined || /^-|[./*<]/.test(words[0]) || named !== undefined;
  const { options, configured = [] } = named ?? usual;
  const known = ['help', 'version', ...Object.keys(options), ...(configured.length > 0 ? ['config'] : [])];
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split('=')[0]!);
  return [
    ...(isCommand ? [] : [words[0]!]),
    ...flags.filter((flag) => !known.includes(flag) && !known.includes(flag.replace(/^no-/, ''))),
  ];
}

/** All command lines, in blocks and between words. */
const linesIn = (file: string) =>
  [...read(file).matchAll(/npx shakedown\b([^`\n#|>]*)/g)].map(([, line]) => line!.trim());

describe('every page', () => {
  it.each(all)('%s links to what exists', (file) => {
    expect(broken(file)).toEqual([]);
  });

  it.each(all)('%s names commands and flags that exist', (file) => {
    expect(linesIn(file).flatMap((line) => unknown(line).map((word) => `${word} in: shakedown ${line}`))).toEqual([]);
  });

  it.each(['docs/README.md', 'llms.txt'])('is listed in %s, once', (list) => {
    const listed = linksIn(list).map((link) => relative('.', join(dirname(list), link)));
    const documents = listed.filter((file) => file.startsWith('docs/')).sort();
    expect(documents).toEqual(pages.filter((file) => file !== 'docs/README.md').sort());
  });
});
