import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scenarioFormat } from '../../src/scenario/format.ts';
import { loaded } from '../scenario/written.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');

describe('docs/scenarios.md', () => {
  it('shows scenarios that can be read', () => {
    const shown = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => loaded(yaml!));
    expect(shown.map(({ said }) => said)).toEqual([[], [], []]);
  });

  it('names every key', () => {
    const keys = Object.keys(scenarioFormat.properties!).filter((key) => !['$schema', 'scenario'].includes(key));
    expect(keys.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });
});
