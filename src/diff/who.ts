import type { Contract, Operation } from '../contract/contract.ts';

/** The callers that rely on an operation, as far as they are named. */
export const callersOf = ({ name, from }: Operation): string[] =>
  from.length > 0 ? [...from] : [`every caller of ${name}`];

/** The callers of all operations that need a dependency; of all, where that is not said. */
export function callersOver({ upstream }: Contract, dependency: string): string[] {
  const concerned = Object.values(upstream).filter(({ uses }) => uses === undefined || uses.includes(dependency));
  return [...new Set(concerned.flatMap(callersOf))];
}

export const whoeverRuns = ({ component }: Contract): string[] => [`whoever runs ${component.name}`];
