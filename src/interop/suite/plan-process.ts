// Runs in a process of its own, which others wait for: prints the tests that a contract has. Argument: what is wanted.
import type { Trial } from '../../plan/trial.ts';
import type { PlannedTests, Wanted } from './messages.ts';
import { open } from './open.ts';
import { timeOf } from './time-of.ts';

process.stdout.write(JSON.stringify(await planned(JSON.parse(process.argv[2]!) as Wanted)));

async function planned(wanted: Wanted): Promise<PlannedTests> {
  const opened = await open({ ...wanted, rigs: 1 });
  if ('failed' in opened) return { component: opened.component ?? wanted.file, failed: opened.failed };
  const { session, expired } = opened;
  await using _ = session;
  const { contract, plan } = session;
  const { name, launch } = contract.component;
  if (plan.trials.length === 0)
    return {
      component: name,
      failed: `No trial is called ${wanted.only.join(' or ')}. \`shakedown list trials\` tells their names.`,
    };
  return {
    component: name,
    tests: plan.trials.map((trial) => ({
      id: trial.id,
      group: groupOf(trial),
      atMost: timeOf(contract, contract.upstream, trial),
    })),
    expired,
    module: launch.kind === 'module',
  };
}

function groupOf({ operation, site }: Trial): string {
  return site === 'none' ? operation : `${operation} · ${site.replace(/@\d+$/, '')}`;
}
