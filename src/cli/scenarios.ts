import type { Contract } from '../contract/contract.ts';
import { formatProblem } from '../contract/problem.ts';
import type { PlannedScenarios } from '../plan/scenario-trials.ts';
import { scenarioWords } from '../run/vocabulary.ts';
import { chosen, type Library, readLibrary, readOwnLibrary } from '../scenario/library.ts';
import type { Context } from './command.ts';

export const scenarioOption = {
  scenario: {
    type: 'string',
    array: true,
    // One each, so that a contract can follow.
    nargs: 1,
    default: [],
    describe: "play only these scenarios: names, or globs such as 'timeouts/*'; see `list scenarios`",
  },
} as const;

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
  const projects = [...new Set(contracts.map(({ project }) => project))];
  const libraries = projects.map((project) => (only ? readLibrary : readOwnLibrary)(project, scenarioWords));
  const problems = new Set(libraries.flatMap((library) => library.problems.map(formatProblem)));
  for (const problem of problems) complain(problem);
  const picked = libraries.map((library) => (only ? chosen(library, globs) : library.scenarios));
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
