import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { contractFormat } from '../../src/contract/format.ts';
import { type Ended, folder, shakedown } from '../e2e/cli.ts';

const root = join(import.meta.dirname, '../..');
const whole = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/typescript.md'), 'utf8'))![1]!;

describe('a contract in TypeScript', () => {
  let good: Ended;
  let bad: Ended;
  beforeAll(async () => {
    using project = folder({ 'package.json': '{"type":"module"}' });
    const write = (name: string, text: string) => writeFileSync(join(project.path, name), text);
    symlinkSync(join(root, 'node_modules'), join(project.path, 'node_modules'));
    mkdirSync(join(project.path, 'contracts'));
    mkdirSync(join(project.path, 'bad'));
    for (const place of ['contracts', 'bad'])
      write(
        `${place}/answer.ts`,
        "import { z } from 'zod';\nexport const answer: z.ZodType = z.object({ answer: z.string() });\n",
      );
    write('contracts/faq.contract.ts', whole);
    const change = (from: string, to: string) => whole.replace(from, () => to);
    write('bad/call.contract.ts', change('POST /v1/ask', 'FETCH /v1/ask'));
    write('bad/calls.contract.ts', change('llm: 2', 'lm: 2'));
    write('bad/code.contract.ts', change('title: Type.String()', 'title: () => 1'));
    write('bad/date.contract.ts', change('z.string().min(1)', 'z.date()'));
    write('bad/example.contract.ts', change("{ question: 'How?' }", "{ question: '' }"));
    write('bad/none.contract.ts', 'export const contract = 1;\n');
    write('bad/throws.contract.ts', "throw new Error('no key');\n");
    write('bad/code.ts', "throw new Error('it was run');\n");
    write(
      'bad/ref.contract.yaml',
      'shakedown: 1\ncomponent: { name: a, launch: { command: x } }\nupstream: { a: { call: GET /, answers: { ok: { status: 200, body: { $ref: code.ts } } } } }\n',
    );
    [good, bad] = await Promise.all([
      shakedown(['lint', '--explain'], project.path),
      shakedown(['lint', 'bad'], project.path),
    ]);
  });

  it('is found and read, with the schemas of other libraries as JSON Schema', () => {
    expect(good.stderr).toBe('');
    expect(good.code).toBe(0);
    const { stdout } = good;
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'body: type: object properties: question: type: string minLength: 1 language: default: en type: string enum: - en - de required: - question',
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'body: type: object required: - title properties: title: type: string',
    );
  });

  it.each([
    ['call', '/upstream/ask/call: `upstream.ask.call` is "FETCH /v1/ask"; it must be a method and a path'],
    ['calls', '/upstream/ask/budget/calls/lm: There is no dependency "lm". Did you mean "llm"?'],
    ['code', '/upstream/ask/answers/unavailable/body/properties/title: A contract is data, and this is a function.'],
    [
      'date',
      '/upstream/ask/accepts/body: This schema of zod has no JSON Schema: Date cannot be represented in JSON Schema.',
    ],
    ['example', '/upstream/ask/accepts/examples/0/question: '],
    ['none', 'The file has no default export.'],
    ['throws', 'The file cannot be run: Error: no key.'],
  ])('with a mistake (%s) is told its file and pointer', (name, says) => {
    const lines = bad.stderr.split('\n').filter((line) => line.startsWith(`bad/${name}.contract.ts`));
    expect(lines).toEqual([expect.stringContaining(`bad/${name}.contract.ts:1:1: error: ${says}`)]);
  });

  it('is not run where one in YAML refers to it', () => {
    expect(bad.stderr).toContain('bad/code.ts:1:1: error: This is not a valid JSON Schema: it is "throw');
    expect(bad.stderr).not.toContain('bad/code.ts:1:1: error: The file cannot be run');
    expect(bad.code).toBe(2);
  });
});

describe('the types of a contract', () => {
  it('know every key of the format', () => {
    const text = readFileSync(join(root, 'src/contract/written-contract.ts'), 'utf8');
    const keys = new Set<string>();
    const visit = (form: unknown): void => {
      if (typeof form !== 'object' || form === null) return;
      const { properties, items, additionalProperties } = form as Record<string, unknown>;
      for (const [key, inner] of Object.entries(properties ?? {})) {
        keys.add(key);
        visit(inner);
      }
      visit(items);
      visit(additionalProperties);
    };
    visit(contractFormat);
    const unknown = [...keys].filter((key) => key !== '$schema' && !new RegExp(`readonly '?${key}'?\\??:`).test(text));
    expect(keys.size).toBeGreaterThan(50);
    expect(unknown).toEqual([]);
  });
});
