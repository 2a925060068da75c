import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { project, runIn } from '../interop/project.ts';

const house = join(import.meta.dirname, '../..');
const text = readFileSync(join(house, 'docs/jest-vitest.md'), 'utf8');
const blocks = [...text.matchAll(/```(?:ts|cjs)\n\/\/ (\S+)\n(.*?)```/gs)].map(
  ([, name, code]) => [name!, code!] as const,
);

describe('docs/jest-vitest.md', () => {
  it('shows suites that are typed', async () => {
    using folder = project(
      {
        ...Object.fromEntries(
          blocks.map(([name, code]) => [
            name.replace('.cjs', '.cts'),
            code.replace(/^const (.*) = require\((.*)\);/, 'import $1 from $2;'),
          ]),
        ),
        'app.ts': 'export const createApp = () => () => new Response();',
        'package.json': '{ "type": "module" }',
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            module: 'nodenext',
            target: 'es2023',
            strict: true,
            noEmit: true,
            types: ['node'],
            skipLibCheck: true,
          },
        }),
        'wrong.test.ts':
          "import 'shakedown/vitest';\nimport { expect } from 'vitest';\nexpect({}).toBeAcceptedBy('a.yaml', 7);",
      },
      {
        vitest: 'node_modules/vitest',
        '@jest/globals': 'node_modules/@jest/globals',
        expect: 'node_modules/expect',
        '@types/node': 'node_modules/@types/node',
      },
    );
    const { stdout } = await runIn(folder.path, [join(house, 'node_modules/typescript/bin/tsc'), '-p', '.']);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^wrong\.test\.ts.*'number' is not assignable to parameter of type 'string'/),
    ]);
  });

  it('names every option and every matcher', () => {
    const declared = (file: string, pattern: RegExp) =>
      [...readFileSync(join(house, 'src/interop/suite', file), 'utf8').matchAll(pattern)].map(([, name]) => name!);
    const names = [
      ...declared('suite-options.ts', /^ {2}readonly (\w+)\?:/gm),
      ...declared('matchers.ts', /^ {2}(to[A-Z]\w+)\(.*R;$/gm),
    ];
    expect(names.length).toBe(13);
    expect(names.filter((name) => !text.includes(`| \`${name}`))).toEqual([]);
  });
});
