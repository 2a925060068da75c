import type { Contract } from '../../contract/contract.ts';
import { formatProblem } from '../../contract/problem.ts';
import type { PlannedScenarios } from '../../plan/scenario-trials.ts';
import type { ModuleHost } from '../../rig/component/launch.ts';
import { loadContract } from '../../run/load.ts';
import { Session } from '../../run/session.ts';
import { scenarioWords } from '../../run/vocabulary.ts';
import { readOwnLibrary } from '../../scenario/library.ts';
import type { Wanted } from './messages.ts';
import { stopText } from './told.ts';

export interface Opened {
  readonly session: Session;
  /** Waivers whose time is over. */
  readonly expired: readonly string[];
}

/** Reads a contract, launches its component and plans. The text says why that cannot be. */
export async function open(
  wanted: Wanted,
  host?: ModuleHost,
): Promise<Opened | { component?: string; failed: string }> {
  const { contract, problems } = loadContract(wanted.file);
  if (!contract) return { failed: problems.map(formatProblem).join('\n') };
  const component = contract.component.name;
  const scenarios = scenariosOf(contract);
  if (typeof scenarios === 'string') return { component, failed: scenarios };
  const rigs = contract.component.launch.kind === 'url' || host ? 1 : wanted.rigs;
  const session = await Session.open(contract, { ...wanted, rigs, scenarios, ...(host ? { host } : {}) });
  if ('why' in session) return { component, failed: stopText(session) };
  return { session, expired: problems.filter((p) => p.severity === 'expired').map(formatProblem) };
}

/** Those of the user, beside all other trials. */
function scenariosOf({ project }: Contract): PlannedScenarios | string {
  const { scenarios, problems } = readOwnLibrary(project, scenarioWords);
  return problems.length > 0 ? problems.map(formatProblem).join('\n') : { all: scenarios, only: false };
}
