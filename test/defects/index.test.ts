import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checks } from '../../src/check/index.ts';
import { defects } from './index.ts';
import { parts } from './parts.ts';
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

const all = [...defects, ...parts.flatMap((part) => part.defects)];

describe('the zoo', () => {
  it('has at least 140 defects', () => {
    expect(all.length).toBeGreaterThanOrEqual(140);
  });

  it('has at least 12 correct twins', () => {
    expect(twins.length).toBeGreaterThanOrEqual(12);
  });

  it.each(checks.map((c) => c.name))('has at least two defects that only %s finds', (check) => {
    expect(all.filter((defect) => defect.check === check).length).toBeGreaterThanOrEqual(2);
  });

  it.each(inBothLanguages)('has such a defect for %s in both languages', (check) => {
    expect(languagesOf(check).sort()).toEqual(['node', 'python']);
  });

  it.each(parts)('shows every component in $folder', ({ folder, defects: wrong, correct }) => {
    const written = readdirSync(join(import.meta.dirname, folder)).filter(
      (file) => /\.(mjs|py)$/.test(file) && file !== 'service.mjs',
    );
    expect([...wrong.map(({ name }) => `${name}.mjs`), ...correct].sort()).toEqual(written.sort());
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
