import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../src/contract/problem.ts';
import { loadContract } from '../../src/run/load.ts';
import { folder, shakedown } from '../e2e/cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guides = readdirSync(join(root, 'docs/guides'));

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (guide: string): Block[] =>
  [...readFileSync(join(root, 'docs/guides', guide), 'utf8').matchAll(/```(\w+)\n(.*?)```/gs)].map(
    ([, language, text]) => ({ language: language!, text: text! }),
  );

/** The words of a command line, as a shell divides them. */
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

/** Moments differ from run to run, and so does how far a line is filled up. */
const even = (text: string) => text.replaceAll(/ +/g, ' ');

describe('docs/guides', () => {
  it.each(guides)('%s shows what its commands really say, step by step', async (guide) => {
    using project = folder({ 'package.json': '{}' });
    for (const part of ['contracts', 'components'])
      cpSync(join(root, part), join(project.path, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(project.path, 'node_modules'));
    const shown: string[] = [];
    let line = '';
    for (const { language, text } of blocksOf(guide)) {
      if (language === 'yaml') write(project.path, text);
      else if (language === 'sh') line = text.trim().split('\n').at(-1)!;
      else {
        const [, , ...args] = wordsOf(line);
        const { stdout, stderr } = await shakedown(args, project.path, { SHAKEDOWN_RIGS: '1' });
        expect(even(stdout + stderr)).toContain(even(text));
        shown.push(line);
      }
    }
    expect(shown).not.toEqual([]);
  });

  it.each(guides)('%s shows contracts that lint takes, those that are wrong on purpose aside', (guide) => {
    for (const { language, text } of blocksOf(guide)) {
      if (language !== 'yaml') continue;
      const [first = ''] = text.split('\n');
      expect(first).toMatch(/^# (part of |\S+\.yaml$)/);
      if (!first.endsWith('.contract.yaml') || first.includes('draft')) continue;
      using project = folder({ 'package.json': '{}', 'a.contract.yaml': text });
      expect(loadContract(join(project.path, 'a.contract.yaml'), new Date()).problems.map(formatProblem)).toEqual([]);
    }
  });
});

function write(project: string, text: string) {
  const path = /^# (\S+\.yaml)\n/.exec(text)?.[1];
  if (path === undefined) return;
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}
