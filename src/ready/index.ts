import { budgets } from './point/budgets.ts';
import { callers } from './point/callers.ts';
import { coverage } from './point/coverage.ts';
import { degradedPaths } from './point/degraded-paths.ts';
import { escalation } from './point/escalation.ts';
import { examples } from './point/examples.ts';
import { lastRun } from './point/last-run.ts';
import { lint } from './point/lint.ts';
import { owner } from './point/owner.ts';
import { runbook } from './point/runbook.ts';
import { waivers } from './point/waivers.ts';
import type { Point } from './point.ts';

/** What is asked of a contract before a release. */
export const points: readonly Point[] = [
  lint,
  owner,
  escalation,
  runbook,
  callers,
  examples,
  budgets,
  degradedPaths,
  waivers,
  lastRun,
  coverage,
];
