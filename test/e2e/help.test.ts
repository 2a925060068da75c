import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/check/index.ts';
import type { Context } from '../../src/cli/command.ts';
import { explainCommand } from '../../src/cli/explain.ts';
import { allMesses } from '../../src/mess/index.ts';
import { allFaults, protocols } from '../../src/protocol/index.ts';
import { folder, shakedown } from './cli.ts';

describe('help', () => {
  it.concurrent.each([
    [[]],
    [['lint']],
    [['list']],
    [['explain']],
    [['replay']],
    [['judge']],
    [['learn']],
    [['import']],
    [['init']],
    [['export']],
    [['mock']],
    [['fault']],
    [['config']],
    [['diff']],
    [['ready']],
  ])('of `%s` shows examples', async (command: string[]) => {
    const { code, stdout } = await shakedown([...command, '--help'], '.');
    expect(stdout).toMatch(/Examples:\n +shakedown/);
    expect(stdout).toContain('Exit codes: 0 ');
    expect(code).toBe(0);
  });

  it.concurrent.each([
    [['lnt'], 'There is no command or contract "lnt". Did you mean "lint"?'],
    [['--profil', 'quick'], 'Unknown argument: profil. Did you mean --profile?'],
    [['--profile', 'fast'], 'There is no profile "fast". The profiles are quick, standard, thorough.'],
    [['--profile', 'quik'], 'There is no profile "quik". Did you mean "quick"?'],
    [['config', '--config', 'x.toml'], '--config x.toml is no configuration'],
    [['lint', '--config', 'nowhere.yaml'], 'nowhere.yaml:1:1: error: The file does not exist.'],
    [['--rigs', '0'], '--rigs must be a whole number from 1 to 100.'],
    [['--rigs', 'many'], '--rigs must be a whole number from 1 to 100.'],
    [['--seed', 'x'], '--seed must be a whole number'],
    [['--time', '5'], '--time must be a duration such as 60s or 5m, not "5".'],
    [['--reporter', 'jnuit'], 'There is no reporter "jnuit". Did you mean "junit"?'],
    [['--reporter', 'json', '--reporter', 'junit'], 'Two reporters would write to standard output.'],
    [['--out', '/dev/null/x'], '--out /dev/null/x cannot be written to: ENOTDIR.'],
    // A flag takes one value: what follows is a contract.
    [['--only', 'x', 'nowhere.contract.yaml'], 'nowhere.contract.yaml:1:1: error: The file does not exist.'],
    [['--reporter', 'json', 'nowhere.contract.yaml'], 'nowhere.contract.yaml:1:1: error: The file does not exist.'],
    [['nowhere.contract.yaml'], 'nowhere.contract.yaml:1:1: error: The file does not exist.'],
    [['list'], 'Not enough non-option arguments'],
    [['list', 'fault'], 'Given: "fault", Choices:'],
    [['explain', 'cut-bdy'], 'There is nothing called "cut-bdy". Did you mean "cut-body"?'],
    [['replay', 'abcdef'], 'There is no finding abcdef.'],
    [['judge', 'nowhere.ndjson'], 'nowhere.ndjson cannot be read: ENOENT.'],
    [['judge', 'package.json'], 'package.json is not a journal'],
    [['import', 'nock', 'nowhere.json'], 'nowhere.json cannot be read: ENOENT.'],
    [['init', '--yes'], 'How the component is started was not found. Say it: shakedown init --command'],
    [['init', '--yes', '--command', 'x', '--dependency', 'llm'], '--dependency "llm" is not understood.'],
    [['init', '--yes', '--command', 'x', '--from', 'nowhere.yaml'], '--from nowhere.yaml does not exist.'],
    [['export', 'openpi', 'a.yaml'], 'Given: "openpi", Choices: "openapi"'],
    [['diff', 'nowhere.contract.yaml'], 'Not enough non-option arguments'],
    [
      ['diff', 'a.contract.yaml', 'nowhere.contract.yaml'],
      'nowhere.contract.yaml:1:1: error: The file does not exist.',
    ],
    [['diff', 'x:a.contract.yaml', 'b.contract.yaml'], 'x:a.contract.yaml cannot be had: '],
    [['ready', '--report', 'nowhere.json'], 'nowhere.json cannot be read: ENOENT.'],
    [['ready', '--report', 'package.json'], 'package.json is not a JSON report of a run that is read here.'],
    [['mock'], 'Not enough non-option arguments'],
    [['mock', 'nowhere.contract.yaml'], 'nowhere.contract.yaml:1:1: error: The file does not exist.'],
    [['fault', 'llm'], 'A dependency and a fault are wanted, such as `shakedown fault llm rate-limited`.'],
    [['fault', 'llm', 'silence'], 'No mock is running in .shakedown. Start one with `shakedown mock <contract>`'],
    [['fault', 'llm', 'silence', '--for', '5'], '--for must be a duration such as 30s or 2m, not "5".'],
    [['fault', 'llm', 'silence', '--share', '30'], '--share must be a number above 0 and at most 1, such as 0.3.'],
    [['fault', 'llm', 'silence', '--param', 'x'], '--param must be name=value such as after=50, not "x".'],
    [['fault', '--list', '--clear'], '--list and --clear cannot be had at once.'],
  ])('`shakedown %s` is refused with a remedy and exit code 2', async (args: string[], complaint) => {
    using empty = folder({ 'package.json': '{}' });
    const { code, stderr } = await shakedown(args, empty.path);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(complaint);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });

  it('says where to begin where there is no contract', async () => {
    using empty = folder({});
    const { code, stderr } = await shakedown([], empty.path);
    expect(stderr).toContain('No contract was found: nothing matches contracts/**/*.contract.');
    expect(code).toBe(2);
  });
});

describe('list and explain', () => {
  it.concurrent.each(['faults', 'mess', 'checks', 'protocols', 'rules', 'reporters'])('list %s', async (what) => {
    const { code, stdout } = await shakedown(['list', what], '.');
    expect(stdout.trim().split('\n').length).toBeGreaterThan(1);
    expect(code).toBe(0);
  });

  it('explain everything that they list', async () => {
    const names = [
      ...allFaults.map(({ fault }) => fault.name),
      ...allMesses.map(({ mess }) => mess.name),
      ...checks.map((c) => c.name),
      ...protocols.map((p) => p.name),
    ];
    const printed: string[] = [];
    const context = {
      print: (text: string) => printed.push(text),
      complain: () => {},
      settings: {} as Context['settings'],
      signal: new AbortController().signal,
    };
    for (const name of names)
      expect([name, await explainCommand.run({ name, out: '.shakedown' }, context)]).toEqual([name, 0]);
    for (const [i, name] of names.entries())
      expect(printed[i]).toMatch(new RegExp(`^${name} – a (fault|mess kind|check|protocol)`));
    const { stdout } = await shakedown(['explain', names[0]!], '.');
    expect(stdout.trim()).toBe(printed[0]!.trim());
  });
});
