import type { Contract } from '../contract/contract.ts';
import { formatProblem } from '../contract/problem.ts';
import type { PlannedScenarios } from '../plan/scenario-trials.ts';
import { scenarioWords } from '../run/vocabulary.ts';
import { chosen, type Library, readLibrary, readOwnLibrary } from '../scenario/library.ts';
import { scenarioEnding } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Context } from './command.ts';
import { loadScenarioFiles } from './find-contracts.ts';

export const scenarioOption = {
  scenario: {
    type: 'string',
    array: true,
    // One each, so that a contract can follow.
    nargs: 1,
    default: [],
    describe: "play only these scenarios: names, globs such as 'timeouts/*', or files; see `list scenarios`",
  },
} as const;

/** For shells. */
export const scenarioOffer = { scenario: () => libraryHere().scenarios.map(({ name }) => name) } as const;

/** The shipped scenarios and those of the project that a command is run in. */
export const libraryHere = (): Library => readLibrary(process.cwd(), scenarioWords);

/**
 * The scenarios that are played with each of some contracts: those that were named, and no other trials; else those of
 * the user, beside all other trials. Undefined if that cannot be, and the reason is printed.
 */
export function scenariosFor(
  contracts: readonly Contract[],
  globs: readonly string[],
  { complain }: Context,
): ReadonlyMap<Contract, PlannedScenarios> | undefined {
  const only = globs.length > 0;
  const named = globs.filter(isFile);
  const files = named.length > 0 ? loadScenarioFiles(named) : [];
  const names = globs.filter((glob) => !isFile(glob));
  const projects = [...new Set(contracts.map(({ project }) => project))];
  const libraries = projects.map((project) => (only ? readLibrary : readOwnLibrary)(project, scenarioWords));
  const problems = new Set(
    [...(only && names.length === 0 ? [] : libraries), ...files.map(({ loaded }) => loaded)].flatMap((one) =>
      one.problems.map(formatProblem),
    ),
  );
  for (const problem of problems) complain(problem);
  const own = files.flatMap(({ loaded }) => loaded.scenario ?? []);
  const picked = libraries.map((library) => (only ? withNamed(own, chosen(library, names)) : library.scenarios));
  // What cannot be read may be what was asked for.
  const wrong = problems.size > 0 ? undefined : picked.find((one) => typeof one === 'string');
  if (wrong !== undefined) complain(wrong);
  if (wrong !== undefined || problems.size > 0) return undefined;
  return new Map(
    contracts.map((contract) => {
      const all = picked[projects.indexOf(contract.project)];
      return [contract, { all: typeof all === 'string' || all === undefined ? [] : all, only }];
    }),
  );
}

const isFile = (named: string) => scenarioEnding.test(named);

/** A file stands in for the scenario of the same name. */
const withNamed = (own: readonly Scenario[], named: readonly Scenario[] | string) =>
  typeof named === 'string' ? named : [...own, ...named.filter(({ name }) => !own.some((one) => one.name === name))];

/** One scenario, by its name or its file; a text says why there is none. */
export function oneScenario({ project }: Contract, named: string): Scenario | string {
  const library = readLibrary(project, scenarioWords);
  const files = isFile(named) ? loadScenarioFiles([named]).map(({ loaded }) => loaded) : [];
  const problems = (isFile(named) ? files : [library]).flatMap((one) => one.problems.map(formatProblem));
  if (problems.length > 0) return problems.join('\n');
  const found = isFile(named) ? files.flatMap(({ scenario }) => scenario ?? []) : chosen(library, [named]);
  if (typeof found === 'string') return found;
  const [scenario, ...more] = found;
  if (!scenario)
    return `No scenario was found: nothing matches ${named}. Name a file, or see \`shakedown list scenarios\`.`;
  return more.length === 0
    ? scenario
    : `${named} means ${found.length} scenarios, and a mock plays one: ${found.map(({ name }) => name).join(', ')}.`;
}
