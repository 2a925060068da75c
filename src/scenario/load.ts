import { basename } from 'node:path';
import { type Problem, sortProblems } from '../contract/problem.ts';
import { checkShape } from '../contract/shape.ts';
import { show, showPath } from '../contract/show.ts';
import { readSource, type Source } from '../contract/source.ts';
import { buildScenario } from './build.ts';
import { scenarioFormat } from './format.ts';
import { scenarioRules } from './lint/index.ts';
import type { ScenarioDraft, Written } from './lint/rule.ts';
import type { Scenario } from './scenario.ts';
import type { Words } from './words.ts';

export interface LoadedScenario {
  /** From the name of the file, whatever stands in it. */
  readonly name: string;
  /** Present if no problem is an error. */
  readonly scenario?: Scenario;
  /** In order of position. */
  readonly problems: readonly Problem[];
}

export interface ScenarioOptions {
  readonly words: Words;
  /** The folder that it stands in, below the library. */
  readonly family: string;
  readonly shipped: boolean;
}

export const scenarioEnding = /\.scenario\.(yaml|yml|json)$/;

/** Reads a scenario file, YAML or JSON, and reports all of its problems in one go. Runs nothing. */
export function loadScenario(path: string, { words, family, shipped }: ScenarioOptions): LoadedScenario {
  const name = basename(path).replace(scenarioEnding, '');
  const file = showPath(path);
  const { source, problems } = readSource(path, file);
  if (!source) return { name, problems };
  if (!isMap(source.value)) return { name, problems: [noScenario(source)] };
  const shape = checkShape(source, scenarioFormat, 'the scenario');
  const written = shape.rest.value as Written;
  const draft: ScenarioDraft = { name, written, words, whole: shape.problems.length === 0 };
  const linted = scenarioRules.flatMap((rule) =>
    [...rule.check(draft)].map(
      ({ pointer, of, ...told }): Problem => ({
        file,
        ...shape.rest.place(pointer, of),
        severity: 'error',
        rule: rule.name,
        ...told,
      }),
    ),
  );
  const all = sortProblems([...problems, ...shape.problems, ...linted]);
  if (all.length > 0) return { name, problems: all };
  return { name, scenario: buildScenario(written, { name, family, file, shipped }), problems: [] };
}

const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

const noScenario = (source: Source): Problem => ({
  file: source.file,
  ...source.place(''),
  severity: 'error',
  rule: 'version',
  message: `This is not a scenario: it holds ${Array.isArray(source.value) ? 'a list' : show(source.value)}, not a map.`,
  remedy: 'Write `scenario: 1` as the first line of a scenario.',
});
