import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { matcherSchemas } from '../../src/interop/pact/matcher-schema.ts';
import { faultStateOf, stateForms } from '../../src/interop/pact/states.ts';
import { orderOfState } from '../../src/interop/pact/verify/wanted-states.ts';
import { loadContract } from '../../src/run/load.ts';

const house = join(import.meta.dirname, '../..');
const text = readFileSync(join(house, 'docs/pact.md'), 'utf8');

describe('docs/pact.md', () => {
  it('names every form of a state, with what it means', () => {
    const rows = stateForms.map(({ form, means }) => [`| \`${form}\` |`, means.split(' of ')[0]!]);
    expect(rows.flat().filter((told) => !text.includes(told))).toEqual([]);
  });

  it('gives states that the example contract has', () => {
    const { contract } = loadContract(join(house, 'contracts/triage.contract.yaml'));
    const states = [
      ...[...text.matchAll(/\.given\('([^']+)'/g)].map(([, name]) => name!),
      ...[...text.matchAll(/`((?:llm|search|crm) [^`]+)`/g)].map(([, name]) => name!),
      ...['is unreachable', 'is unavailable', 'does not answer'].map((words) => `the LLM ${words}`),
    ];
    expect(states.length).toBe(7);
    for (const name of states)
      expect([name, orderOfState(contract!, { name }, [])]).toEqual([name, expect.any(Object)]);
    expect(faultStateOf('a ticket exists')).toBeUndefined();
  });

  it('names every matching rule that is read', () => {
    const inList = ['min', 'max', 'time'];
    const names = Object.keys(matcherSchemas).filter((name) => !inList.includes(name));
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows commands on files that are there', () => {
    const files = [...text.matchAll(/contracts\/[\w-]+\.contract\.yaml/g)].map(([name]) => join(house, name));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});
