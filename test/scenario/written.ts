import { join, sep } from 'node:path';
import { formatProblem } from '../../src/contract/problem.ts';
import { scenarioWords } from '../../src/run/vocabulary.ts';
import { type LoadedScenario, loadScenario } from '../../src/scenario/load.ts';
import { Folder } from '../contract/linted.ts';

/** A scenario file with a name, as it is loaded. */
export function loaded(text: string, name = 'a-scenario.scenario.yaml'): LoadedScenario & { readonly said: string[] } {
  using folder = new Folder({ [name]: text });
  const found = loadScenario(join(folder.path, name), { words: scenarioWords, family: 'tests', shipped: false });
  return { ...found, said: found.problems.map((p) => formatProblem(p).replaceAll(folder.path + sep, '')) };
}

/** A file that begins as all do. */
export const scenario = (...lines: string[]): string => ['scenario: 1', 'title: A test', ...lines, ''].join('\n');
