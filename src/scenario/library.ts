import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import { nearest } from '../contract/nearest.ts';
import type { Problem } from '../contract/problem.ts';
import { packageFile } from '../package-file.ts';
import { type LoadedScenario, loadScenario } from './load.ts';
import type { Scenario } from './scenario.ts';
import type { Words } from './words.ts';

export const scenarioGlob = '**/*.scenario.{yaml,yml,json}';

/** The scenarios that ship with the package, wherever it is installed. */
const shippedFolder = packageFile('scenarios');

export interface Library {
  /** In order of family and name. Where the user has one of the same name as a shipped one, that of the user. */
  readonly scenarios: readonly Scenario[];
  /** The names of the shipped scenarios that the user's stand in for. */
  readonly overridden: readonly string[];
  /** Of all files, those that are overridden left out. */
  readonly problems: readonly Problem[];
}

/** The scenarios that ship with the package, and those in the `scenarios` folder of a project, which come first. */
export function readLibrary(project: string, words: Words): Library {
  const own = readOwn(project, words);
  const taken = new Set(own.all.map(({ name }) => name));
  const shipped = readFolder(shippedFolder, words, true);
  const kept = shipped.all.filter(({ name }) => !taken.has(name));
  return {
    scenarios: inOrder([...own.all, ...kept]),
    overridden: shipped.all.filter(({ name }) => taken.has(name)).map(({ name }) => name),
    problems: [...own.problems, ...kept.flatMap(({ problems }) => problems), ...shipped.twins],
  };
}

/** Only those in the `scenarios` folder of a project. */
export function readOwnLibrary(project: string, words: Words): Library {
  const { all, problems } = readOwn(project, words);
  return { scenarios: inOrder(all), overridden: [], problems };
}

/** The scenarios whose names, or families and names, some globs match. A text says which of them matches none. */
export function chosen({ scenarios }: Library, globs: readonly string[]): readonly Scenario[] | string {
  const matches = (glob: string) => {
    const is = picomatch(glob);
    return ({ name, family }: Scenario) => is(name) || is(`${family}/${name}`);
  };
  const names = scenarios.map(({ name }) => name);
  for (const glob of globs)
    if (!scenarios.some(matches(glob)))
      return `There is no scenario "${glob}". ${near(glob, names)}\`shakedown list scenarios\` shows them all.`;
  return scenarios.filter((one) => globs.some((glob) => matches(glob)(one)));
}

const near = (glob: string, names: readonly string[]) => {
  const name = nearest(glob, names);
  return name === undefined ? '' : `Did you mean "${name}"? `;
};

interface Folder {
  readonly all: readonly LoadedScenario[];
  /** Files whose names are taken by others in the folder. */
  readonly twins: readonly Problem[];
}

function readOwn(project: string, words: Words): Folder & { readonly problems: readonly Problem[] } {
  const folder = join(project, 'scenarios');
  // Where Shakedown itself is the project, its library is nobody's own.
  const none = !existsSync(folder) || isSame(folder, shippedFolder);
  const { all, twins } = none ? { all: [], twins: [] } : readFolder(folder, words, false);
  return { all, twins, problems: [...all.flatMap(({ problems }) => problems), ...twins] };
}

const isSame = (a: string, b: string) => existsSync(b) && realpathSync(a) === realpathSync(b);

function readFolder(folder: string, words: Words, shipped: boolean): Folder {
  const files = globSync(scenarioGlob, { cwd: folder, ignore: '**/node_modules/**' }).sort();
  const byName = new Map<string, { readonly loaded: LoadedScenario; readonly file: string }>();
  const twins: Problem[] = [];
  for (const file of files) {
    const path = join(folder, file);
    const family = dirname(file) === '.' ? 'own' : dirname(file);
    const loaded = loadScenario(path, { words, family, shipped });
    const first = byName.get(loaded.name);
    if (first) twins.push(twinOf(path, loaded.name, first.file));
    else byName.set(loaded.name, { loaded, file });
  }
  return { all: [...byName.values()].map(({ loaded }) => loaded), twins };
}

const twinOf = (file: string, name: string, first: string): Problem => ({
  file,
  line: 1,
  column: 1,
  severity: 'error',
  rule: 'name-free',
  message: `There is another scenario "${name}": ${first}.`,
  remedy: 'Give one of the files another name.',
});

const inOrder = (all: readonly LoadedScenario[]): Scenario[] =>
  all.flatMap(({ scenario }) => scenario ?? []).sort((a, b) => compare(a.family, b.family) || compare(a.name, b.name));

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
