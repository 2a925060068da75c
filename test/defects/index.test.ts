import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/check/index.ts';
import { defects } from './index.ts';
import { instructionDefects } from './instructions/index.ts';
import { latencyDefects, latencyTwins } from './latency/index.ts';
import { serverDefects } from './servers/index.ts';
import { streamDefects, streamTwins } from './streams/index.ts';
import { trafficDefects } from './traffic/index.ts';
import { twins } from './twins.ts';

const inBothLanguages = [
  'answers-as-expected',
  'answers-as-declared',
  'within-deadline',
  'stays-up',
  'single-effect',
  'no-taint',
  'recovers',
  'cancels',
  'keeps-text',
];

const languagesOf = (check: string) => [...new Set(defects.filter((d) => d.check === check).map((d) => d.language))];

const elsewhere = [...trafficDefects, ...streamDefects, ...instructionDefects, ...latencyDefects].map(
  (defect) => defect.check,
);

describe('the zoo', () => {
  it('has at least 65 defects', () => {
    expect(defects.length).toBeGreaterThanOrEqual(65);
  });

  it('has at least 12 correct twins', () => {
    expect(twins.length).toBeGreaterThanOrEqual(12);
  });

  it.each(checks.map((c) => c.name))('has a defect that only %s finds', (check) => {
    expect([...languagesOf(check), ...elsewhere.filter((other) => other === check)]).not.toEqual([]);
  });

  it.each(inBothLanguages)('has such a defect for %s in both languages', (check) => {
    expect(languagesOf(check).sort()).toEqual(['node', 'python']);
  });

  it.each([
    ['traffic', [...trafficDefects.map(({ name }) => `${name}.mjs`), 'correct.mjs']],
    ['servers', [...serverDefects.map(({ name }) => `${name}.mjs`), 'correct.mjs']],
    ['streams', [...streamDefects.map(({ name }) => `${name}.mjs`), ...streamTwins.map(({ file }) => file)]],
  ] as const)('shows every component in %s', (folder, listed) => {
    const written = readdirSync(join(import.meta.dirname, folder)).filter(
      (file) => /\.(mjs|py)$/.test(file) && file !== 'service.mjs',
    );
    expect([...listed].sort()).toEqual(written.sort());
  });

  it('shows every component that is about time', () => {
    const written = readdirSync(join(import.meta.dirname, 'latency'))
      .filter((file) => file.endsWith('.mjs') && file !== 'service.mjs')
      .map((file) => file.replace('.mjs', ''));
    expect([...latencyDefects, ...latencyTwins].map(({ name }) => name).sort()).toEqual(written.sort());
  });

  it.each(['node', 'python', 'perl'] as const)('shows every component that is written in %s', (language) => {
    const written = readdirSync(join(import.meta.dirname, language), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.replace(/\.\w+$/, ''))
      .filter((name) => name !== 'service' && !name.endsWith('-service'));
    const listed = [...defects, ...twins].filter((component) => component.language === language);
    expect(listed.map(({ name }) => name).sort()).toEqual(written.sort());
  });
});
