import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scenarioWords } from '../../src/run/vocabulary.ts';
import { readLibrary } from '../../src/scenario/library.ts';
import { steps } from '../../src/scenario/told.ts';
import { scenarioPlan } from '../plan/watched.ts';

const { scenarios, problems } = readLibrary(join(import.meta.dirname, '../..'), scenarioWords);

describe('the shipped scenarios', () => {
  it('are many, in families of several, without a problem', () => {
    expect(problems).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    const families = new Map<string, number>();
    for (const { family } of scenarios) families.set(family, (families.get(family) ?? 0) + 1);
    expect([...families.keys()]).toEqual([
      'caller-behaviour',
      'duplicates-and-retries',
      'malformed-replies',
      'messy-input',
      'overload',
      'partial-outages',
      'recovery',
      'timeouts',
    ]);
    expect(Math.min(...families.values())).toBeGreaterThanOrEqual(5);
  });

  it('differ in what they do and in what they are called', () => {
    const keys = scenarios.map(({ faults, mess, atOnce, outages, applies, together }) =>
      JSON.stringify({ faults, mess, atOnce, outages, applies, together }),
    );
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const { title, happened = '', checks } = scenario;
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(happened).toMatch(/^["A-Z0-9].{50,}[.)]$/s);
    expect(checks).not.toEqual([]);
    expect(steps(scenario)).not.toEqual([]);
    const { trials, omitted } = scenarioPlan([scenario]);
    expect(omitted).toEqual([]);
    expect(trials.flatMap((trial) => trial.cases)).not.toEqual([]);
  });
});
