import { describe, expect, it } from '@jest/globals';
import type { Config } from '../../src/config/config.ts';
import { readEnvironment, resolve, type Sources } from '../../src/config/resolve.ts';

const at = (value: unknown, line: number) => ({ value, place: { line, column: 1 } });
const config: Config = {
  file: 'shakedown.config.yaml',
  folder: '/project',
  values: { profile: at('quick', 1), rigs: at(4, 2) },
  overrides: [
    { contracts: ['./contracts/*'], values: { rigs: at(2, 5), profile: at('standard', 6) } },
    { contracts: ['contracts/triage.contract.yaml'], values: { rigs: at(1, 8) } },
    { contracts: ['nested'], values: { rigs: at(9, 9) } },
  ],
  profiles: [],
};
const sources = (more: Partial<Sources> = {}): Sources => ({
  flags: {},
  environment: {},
  config,
  defaults: { rigs: 6, shrink: true },
  ...more,
});
const rigs = (of: Sources, contract?: string) => resolve(['rigs'], of, contract).rigs;
const line = (n: number) => ({ kind: 'file', file: 'shakedown.config.yaml', line: n, column: 1 });

describe('what holds', () => {
  it('is said by the command line, then the environment, then the file, then nobody', () => {
    const environment = { rigs: 5 };
    expect(rigs(sources({ flags: { rigs: 3 }, environment }))).toEqual({
      value: 3,
      from: { kind: 'flag', name: '--rigs' },
    });
    expect(rigs(sources({ environment }))).toEqual({ value: 5, from: { kind: 'environment', name: 'SHAKEDOWN_RIGS' } });
    expect(rigs(sources())).toEqual({ value: 4, from: line(2) });
    expect(rigs(sources({ config: undefined }))).toEqual({ value: 6, from: { kind: 'default' } });
    expect(resolve(['shrink'], sources({ flags: { shrink: false } })).shrink?.value).toBe(false);
  });

  it('is said for a contract by the last override that fits, which flags and the environment pass over', () => {
    expect(rigs(sources(), 'contracts/triage.contract.yaml')).toEqual({ value: 1, from: line(8) });
    expect(rigs(sources(), 'contracts/other.contract.yaml')).toEqual({ value: 2, from: line(5) });
    expect(rigs(sources(), 'elsewhere.contract.yaml')).toEqual({ value: 4, from: line(2) });
    expect(rigs(sources(), 'nested/deep/a.contract.yaml')?.value).toBe(9);
    expect(resolve(['profile'], sources(), 'contracts/triage.contract.yaml').profile?.value).toBe('standard');
    expect(rigs(sources({ environment: { rigs: 5 } }), 'contracts/triage.contract.yaml')?.value).toBe(5);
    expect(rigs(sources({ flags: { rigs: 3 } }), 'contracts/triage.contract.yaml')?.value).toBe(3);
  });
});

describe('the environment', () => {
  it('sets what has one value', () => {
    const env = { SHAKEDOWN_SEED: '7', SHAKEDOWN_SHRINK: '0', SHAKEDOWN_MESS_PROFILE: 'p.json', SHAKEDOWN_TIME: '' };
    expect(readEnvironment(env)).toEqual({ seed: 7, shrink: false, 'mess-profile': 'p.json' });
  });

  it.each([
    [{ SHAKEDOWN_BAIL: 'yes' }, 'SHAKEDOWN_BAIL must be true or false, not "yes".'],
    [{ SHAKEDOWN_RIGS: 'many' }, 'SHAKEDOWN_RIGS must be a whole number, not "many".'],
  ])('is told of %j', (env, wrong) => {
    expect(readEnvironment(env)).toBe(wrong);
  });
});
