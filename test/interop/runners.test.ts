import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { numberContract, numberService } from '../e2e/number-service.ts';
import { project, runIn, runningIn } from './project.ts';

// What it is told when it asks for a number goes into the answer, whatever the status.
const careless = numberService().replace("throw new Error('no number')", 'return 1');
const app = (exported: string) => `${exported} (env) => async (request) => {
  if (request.url.endsWith('/healthz')) return Response.json({});
  globalThis.served = (globalThis.served ?? 0) + 1;
  const response = await fetch(env.NUMBERS_URL + '/number', { signal: AbortSignal.timeout(600) });
  return Response.json({ doubled: response.ok ? 2 * (await response.json()).n : 1 });
};`;
const docs = readFileSync(join(import.meta.dirname, '../../docs/jest-vitest.md'), 'utf8');
const options = "{ only: ['double/none/healthy', 'double/numbers/server-error'], shrink: false }";
/** A suite as the documentation shows it, of another contract. */
const suite = (shown: string, contract: string) =>
  new RegExp(`// ${shown}\\n(.*?)\`\`\``, 's')
    .exec(docs)![1]!
    .replace("'contracts/triage.contract.yaml'", `'${contract}', ${options}`);
const matchers = (contract: string) => `
test('declared', async () => {
  await expect(Response.json({ doubled: 2 })).toAnswerAsDeclared('${contract}', 'double', 'ok');
});
test('undeclared', async () => {
  await expect(Response.json({ doubled: 'two' })).toAnswerAsDeclared('${contract}', 'double');
});
`;
const here = "test('ran here', () => expect(globalThis.served).toBeGreaterThan(2));";
const files = {
  'package.json': '{ "name": "with-suites" }',
  'jest.json': '{ "testMatch": ["**/*.jest.{js,mjs}"], "transform": {} }',
  'app.mjs': careless,
  'app.js': app('exports.createApp ='),
  'web.mjs': app('export const createApp ='),
  'command.contract.yaml': numberContract(),
  'module.contract.yaml': numberContract().replace('command: node app.mjs', 'module: ./app.js#createApp'),
  'web.contract.yaml': numberContract().replace('command: node app.mjs', 'module: ./web.mjs#createApp'),
  'commonjs.jest.js': `${suite('triage.test.cjs', 'module.contract.yaml')}${matchers('module.contract.yaml')}${here}`,
  'esm.jest.mjs': suite('triage-esm.test.ts', 'command.contract.yaml'),
  'suite.test.mjs': `import { expect, test } from 'vitest';
${suite('triage.test.ts', 'web.contract.yaml')}${matchers('web.contract.yaml')}${here}`,
};

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const filter = ['-t', 'none/healthy|server-error/first|declared|ran here'];
const jest = ['node_modules/jest/bin/jest.js', '-c', 'jest.json', '-i', '--json', ...filter];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter', 'json', ...filter];
const vm = { NODE_OPTIONS: '--experimental-vm-modules' };

const runners = {
  'Jest 29': { modules: { jest: 'node_modules/jest-29' }, args: jest, env: vm },
  'Jest 30': { modules: { jest: 'node_modules/jest' }, args: jest, env: vm },
  'Vitest 3': { modules: { vitest: 'test/interop/vitest-3/node_modules/vitest' }, args: vitest, env: {} },
  'Vitest 4': { modules: { vitest: 'node_modules/vitest' }, args: vitest, env: {} },
};
type Name = keyof typeof runners;

const seen = new Map<Name, { readonly report: Report; readonly left: readonly string[] }>();

beforeAll(async () => {
  await Promise.all((Object.keys(runners) as Name[]).map(async (name) => seen.set(name, await suitesOf(name))));
}, 180_000);

async function suitesOf(name: Name) {
  const { modules, args, env } = runners[name];
  using folder = project(files, modules);
  const { stdout, stderr } = await runIn(folder.path, args, env);
  const left = runningIn(folder.path);
  try {
    return { report: JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report, left };
  } catch {
    throw new Error(`${name} gave no report:\n${stdout}\n${stderr}`);
  }
}

describe.each(Object.keys(runners) as Name[])('a contract in a suite of %s', (runner) => {
  const reported = () => seen.get(runner)!.report.testResults;

  it('has a test for each trial, under its name, and plays those that are asked for', () => {
    for (const { name, assertionResults } of reported()) {
      const tests = assertionResults.map(
        ({ ancestorTitles, title, status }) => `${[...ancestorTitles, title].join(' › ')}: ${status}`,
      );
      expect(tests).toEqual(
        expect.arrayContaining([
          'doubler › double › double/none/healthy: passed',
          'doubler › double · numbers › double/numbers/server-error/first: failed',
          expect.stringMatching(
            /^doubler › double · numbers › double\/numbers\/server-error\/every: (pending|skipped)$/,
          ),
        ]),
      );
      if (!name.endsWith('esm.jest.mjs')) expect(tests).toContain('ran here: passed');
    }
    expect(reported().length).toBe(runner.startsWith('Jest') ? 2 : 1);
  });

  it('says what the terminal says where one fails, and points at the suite', () => {
    for (const { name, assertionResults } of reported()) {
      const { failureMessages } = assertionResults.find(({ title }) => title.endsWith('/first'))!;
      const [message = ''] = failureMessages;
      expect(message).toMatch(/✗ double · numbers · server-error: status \d+ +answers-as-expected\n/);
      expect(message).toMatch(/The component answered `ok`, although it never got a usable reply\./);
      expect(message).toMatch(/replay +npx shakedown replay [0-9a-f]{6}/);
      const places = message.split('\n').filter((line) => /^ +at /.test(line));
      expect(places).toEqual([expect.stringContaining(name.split('/').at(-1)!)]);
    }
  });

  it('knows what is declared', () => {
    for (const { name, assertionResults } of reported()) {
      if (name.endsWith('esm.jest.mjs')) continue;
      const of = (title: string) => assertionResults.find((one) => one.title === title)!;
      expect(of('declared').status).toBe('passed');
      expect(of('undeclared').failureMessages[0]).toMatch(
        /`double` answered 200 with something that it never declared: it is not `ok`, \/doubled must be number \(\w+\.contract\.yaml:12\)\. Answer with one of ok, unavailable, or declare it\./,
      );
    }
  });

  it('leaves nothing running', () => {
    expect(seen.get(runner)!.left).toEqual([]);
  });
});

it('asks for nothing in CommonJS that only a flag of Node would allow', () => {
  const entry = readFileSync(join(import.meta.dirname, '../../dist/bundle/jest.cjs'), 'utf8');
  expect(entry).not.toMatch(/[^.]\bimport\(/);
});
