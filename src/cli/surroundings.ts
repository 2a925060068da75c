import { appendFileSync, statSync } from 'node:fs';
import type { Sink, Summary } from '../report/reporter.ts';

// What a CI says of itself, in variables.

const { env } = process;
const inGitHubActions = env.GITHUB_ACTIONS === 'true';

/** What a run reports to where nobody asks for a reporter: the log of a GitHub workflow can hold annotations. */
export const usualReporters: readonly string[] = inGitHubActions ? ['terminal', 'github'] : ['terminal'];

export const usualReportersText = 'terminal; in GitHub Actions github as well';

/** The folder of the checkout, where a CI says which it is: a run may begin in another one. */
export const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || '.';

/** What the log of a run is to those that read it. */
export function log(): Pick<Sink, 'root' | 'commands' | 'summary'> {
  const summary = jobSummary();
  return { root, ...(inGitHubActions ? { commands: true } : {}), ...(summary ? { summary } : {}) };
}

// GitHub refuses a summary that is longer, in bytes.
const longestSummary = 1024 * 1024;

/** What other commands of the step wrote into it stays. */
function jobSummary(): Summary | undefined {
  const path = env.GITHUB_STEP_SUMMARY;
  if (!path) return undefined;
  const written = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { room: longestSummary - written, append: (markdown) => appendFileSync(path, markdown) };
}
