import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../src/contract/problem.ts';
import { scenarioWords } from '../../src/run/vocabulary.ts';
import { chosen, type Library, readLibrary, readOwnLibrary } from '../../src/scenario/library.ts';
import { Folder } from '../contract/linted.ts';
import { scenario } from './written.ts';

const mine = scenario('mess: comment');
const names = ({ scenarios }: Library) => scenarios.map(({ name }) => name);
const root = join(import.meta.dirname, '../..');

describe('the library', () => {
  it('is what ships, and what the user has', () => {
    using folder = new Folder({ 'scenarios/ours/slow-tuesday.scenario.yaml': mine });
    const { scenarios, overridden, problems } = readLibrary(folder.path, scenarioWords);
    expect(scenarios.filter(({ shipped }) => !shipped)).toMatchObject([
      { name: 'slow-tuesday', family: 'ours', title: 'A test' },
    ]);
    expect(scenarios.filter(({ shipped }) => shipped).length).toBeGreaterThanOrEqual(40);
    expect([overridden, problems]).toEqual([[], []]);
  });

  it('takes the file of the user where both have the name', () => {
    using folder = new Folder({ 'scenarios/model-overloaded.scenario.yml': mine });
    const library = readLibrary(folder.path, scenarioWords);
    expect(library.scenarios.filter(({ name }) => name === 'model-overloaded')).toMatchObject([
      { shipped: false, family: 'own', title: 'A test' },
    ]);
    expect(library.overridden).toEqual(['model-overloaded']);
    expect(names(readOwnLibrary(folder.path, scenarioWords))).toEqual(['model-overloaded']);
  });

  it('is nobody’s own where Shakedown itself is the project', () => {
    expect(names(readOwnLibrary(root, scenarioWords))).toEqual([]);
    expect(readLibrary(root, scenarioWords).overridden).toEqual([]);
  });

  it('tells of two files with one name, and of what is wrong with a file that stands in for a shipped one', () => {
    using folder = new Folder({
      'scenarios/a/twice.scenario.yaml': mine,
      'scenarios/b/twice.scenario.yaml': mine,
      'scenarios/model-overloaded.scenario.yaml': scenario('mess: coment'),
    });
    const { problems, scenarios } = readLibrary(folder.path, scenarioWords);
    expect(problems.map((p) => formatProblem(p).replaceAll(`${folder.path}/`, ''))).toEqual([
      'scenarios/model-overloaded.scenario.yaml:3:7: error: There is no mess kind "coment". Did you mean "comment"? [words-known]',
      'scenarios/b/twice.scenario.yaml:1:1: error: There is another scenario "twice": a/twice.scenario.yaml. Give one of the files another name. [name-free]',
    ]);
    expect(names({ scenarios, overridden: [], problems })).not.toContain('model-overloaded');
  });

  it('is chosen from by name, by glob, by family', () => {
    const library = readLibrary(root, scenarioWords);
    const of = (...globs: string[]) => {
      const picked = chosen(library, globs);
      return typeof picked === 'string' ? picked : picked.map(({ family, name }) => `${family}/${name}`);
    };
    expect(of('model-overloaded')).toEqual(['overload/model-overloaded']);
    expect(of('model-*')).toContain('timeouts/model-never-answers');
    expect(of('timeouts/*')).toEqual(
      of('*')
        .toString()
        .split(',')
        .filter((name) => name.startsWith('timeouts/')),
    );
    expect(of('*')).toHaveLength(library.scenarios.length);
    expect(of('model-overloaded', 'model-overlode')).toBe(
      'There is no scenario "model-overlode". Did you mean "model-overloaded"? `shakedown list scenarios` shows them all.',
    );
  });
});
