import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { findConfig } from '../../src/config/find.ts';
import { configFormat } from '../../src/config/format.ts';
import { loadConfig } from '../../src/config/load.ts';
import { flawsOf } from '../../src/contract/form.ts';
import { formatProblem } from '../../src/contract/problem.ts';
import { profiles } from '../../src/plan/profile.ts';
import { folder } from '../e2e/cli.ts';

const reporters = ['terminal', 'json', 'junit'];
const load = async (text: string, name = 'shakedown.config.yaml') => {
  using project = folder({ [name]: text });
  const { config, problems } = await loadConfig(join(project.path, name), { reporters });
  return { config, path: project.path, problems: problems.map((p) => formatProblem(p).slice(project.path.length + 1)) };
};

const whole = `
config: 1
contracts: contracts
profile: lean
seed: 7
time: 5m
rigs: 2
shrink: false
bail: true
only: classify/**
scenario: [timeouts/*]
mess-profile: traffic.json
reporter: [terminal, junit=out/report.xml]
out: traces
profiles:
  lean: { extends: quick, pairs: 3, mixed: all, latency: { most: 1s } }
overrides:
  - contracts: [contracts/triage*]
    rigs: 1
`;

describe('a configuration', () => {
  it('is read with the place of each value; its paths are those of its folder', async () => {
    const { config, path, problems } = await load(whole);
    expect(problems).toEqual([]);
    expect(config!.values.rigs).toEqual({ value: 2, place: { line: 7, column: 1 } });
    const here = (file: string) => expect.stringMatching(new RegExp(`${path.split('/').at(-1)}/${file}$`));
    expect(config!.values).toMatchObject({
      contracts: { value: [here('contracts')] },
      reporter: { value: ['terminal', expect.stringMatching(/^junit=.*\/out\/report.xml$/)] },
      out: { value: here('traces') },
      'mess-profile': { value: here('traffic.json') },
      scenario: { value: ['timeouts/*'] },
    });
    expect(config!.overrides[0]!.contracts).toEqual(['contracts/triage*']);
    expect(config!.overrides[0]!.values.rigs).toEqual({ value: 1, place: { line: 19, column: 5 } });
    const { latency, ...others } = profiles.quick;
    expect(config!.profiles).toEqual([
      { name: 'lean', bounds: { ...others, pairs: 3, mixed: Infinity, latency: { ...latency, most: 1000 } } },
    ]);
  });

  it.each([
    ['profil: quick', '1:1: error: "profil" is not a key of the configuration. Did you mean `profile`? [unknown-key]'],
    ['rigs: 0', '1:7: error: `rigs` is 0; it must be a whole number from 1 to 100. Write `4`. [shape]'],
    ['profile: quik', '1:10: error: There is no profile "quik". Did you mean "quick"? [known-name]'],
    ['reporter: junit2=x', '1:11: error: There is no reporter "junit2". Did you mean "junit"? [known-name]'],
    ['profiles: { quick: {} }', '1:20: error: "quick" is a profile of Shakedown. Choose another name. [known-name]'],
    [
      'overrides: [{ contracts: a, profile: b }]',
      '1:38: error: There is no profile "b". There are quick, standard, thorough. [known-name]',
    ],
    ['[]', '1:1: error: This is no configuration: it holds a list, not a map.'],
    ['', '1:1: error: The file is empty.'],
  ])('%j is refused', async (text, problem) => {
    const { config, problems } = await load(text);
    expect(problems).toEqual([expect.stringContaining(`shakedown.config.yaml:${problem}`)]);
    expect(config).toBeUndefined();
  });

  it('can be a program, which is held to the same', async () => {
    const good = await load(
      'const rigs: number = 3;\nexport default { rigs, seed: undefined };',
      'shakedown.config.ts',
    );
    expect(good.config!.values).toEqual({ rigs: { value: 3, place: { line: 1, column: 1 } } });
    const bad = await load('export default { rigs: () => 1 };', 'shakedown.config.mjs');
    expect(bad.problems).toEqual([expect.stringContaining('`rigs` is "() => 1"; it must be a whole number')]);
    const broken = await load("throw new Error('no');", 'shakedown.config.mjs');
    expect(broken.problems).toEqual([expect.stringContaining('error: The file cannot be run: no. Correct it.')]);
  });

  it('is found from a folder upward to the root of the project', () => {
    using outer = folder({ 'shakedown.config.yaml': '{}' });
    const inner = join(outer.path, 'a/b');
    mkdirSync(inner, { recursive: true });
    expect(findConfig(inner)).toEqual([join(outer.path, 'shakedown.config.yaml')]);
    mkdirSync(join(outer.path, 'a/.git'));
    expect(findConfig(inner)).toEqual([]);
  });
});

it('has profiles whose bounds are as the documentation says', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8').matchAll(
    /^\| `([\w.]+)` \|.*\| (.+) \| (.+) \| (.+) \|$/gm,
  );
  const written = (value: unknown, key: string) =>
    value === Infinity ? 'all' : key === 'latency.most' ? `${Number(value) / 1000}s` : String(value);
  const told = [...rows].map(([, key, ...cells]) => [key, ...cells]);
  const flat = (of: object) =>
    Object.entries(of).flatMap(([key, value]) =>
      typeof value === 'object' ? Object.entries(value).map(([k, v]) => [`${key}.${k}`, v]) : [[key, value]],
    );
  const all = Object.values(profiles).map((of) => new Map(flat(of) as [string, unknown][]));
  expect(told).toEqual([...all[0]!.keys()].map((key) => [key, ...all.map((of) => written(of.get(key), key))]));
});

it('has a published schema that says what the program says', () => {
  const ajv = new Ajv2020({ strict: false });
  const published = JSON.parse(readFileSync('schema/config.v1.json', 'utf8'));
  expect(ajv.validateSchema(published)).toBe(true);
  const validate = ajv.compile(published);
  const texts = [
    whole,
    '{}',
    'rigs: 101',
    'profiles: { a b: {} }',
    'profiles: { a: { pairs: -1 } }',
    'overrides: [{}]',
  ];
  const verdicts = texts.map((text) => [validate(parse(text)), [...flawsOf(configFormat, parse(text))].length === 0]);
  expect(verdicts).toEqual([...[true, true], ...[false, false, false, false]].map((ok) => [ok, ok]));
});
