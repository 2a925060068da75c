import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from '../e2e/cli.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'docs/msw-nock.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);
const [contract] = blocks('yaml');
/** Each begins with its name. */
const suites = blocks('js').map((code) => [/^\/\/ (\S+)/.exec(code)![1]!, code] as const);

/** A project that has installed the package as it is built, and what its tests need. */
function project(files: Readonly<Record<string, string>>) {
  const made = folder({ 'package.json': '{}', 'support.contract.yaml': contract!, ...files });
  mkdirSync(join(made.path, 'node_modules'));
  symlinkSync(root, join(made.path, 'node_modules/shakedown'));
  for (const name of ['msw', 'nock', 'openai'])
    symlinkSync(join(root, 'node_modules', name), join(made.path, 'node_modules', name));
  return made;
}

function run(args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const add = (data: Buffer) => {
    output += data;
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

describe('docs/msw-nock.md', () => {
  it('shows a contract that lint has nothing to say about', async () => {
    using made = project({});
    const { code, stdout, stderr } = await shakedown(['lint', 'support.contract.yaml'], made.path);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^✓ support.contract.yaml/),
      stderr: '',
    });
  });

  it.each(suites)('shows tests that hold: %s', async (name, code) => {
    using made = project({ [name]: code });
    const ended = await run(['--test-reporter=tap', name], made.path);
    expect(ended).toEqual({ code: 0, output: expect.stringMatching(/^# fail 0$/m) });
    expect(ended.output.match(/^ok \d/gm)).toHaveLength(code.match(/^test\(/gm)!.length);
  });

  it('can be had from suites that are CommonJS', async () => {
    const required = `const { handlers } = require('shakedown/msw');
const { intercept } = require('shakedown/nock');
handlers('support.contract.yaml', { faults: ['silence'] });
const { remove } = intercept('support.contract.yaml', { dependency: 'orders', faults: ['unknown-enum'] });
fetch('https://orders.example.com/orders/latest').then((r) => r.json()).then(({ state }) => { console.log(typeof state); remove(); });
`;
    using made = project({ 'suite.cjs': required });
    expect(await run(['suite.cjs'], made.path)).toEqual({ code: 0, output: 'string\n' });
  });

  it('names every option', () => {
    const options = readFileSync(join(root, 'src/interop/intercept/options.ts'), 'utf8');
    const names = [...options.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, name]) => name!);
    const told = text.slice(text.indexOf('## The options of both'), text.indexOf('## What interception cannot do'));
    expect(names).toContain('origins');
    const own = names.filter((name) => !['method', 'target', 'flaws'].includes(name));
    expect(own.filter((name) => !new RegExp(`\\b${name}\\b`).test(told))).toEqual([]);
  });
});
