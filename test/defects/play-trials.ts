import { judge } from '../../src/check/judge.ts';
import { plan } from '../../src/plan/plan.ts';
import type { profiles } from '../../src/plan/profile.ts';
import { Heartbeat } from '../../src/rig/clock.ts';
import { Rig } from '../../src/rig/rig.ts';
import { learn } from '../../src/run/learn.ts';
import { recogniser } from '../../src/run/recogniser.ts';
import { playOn } from '../../src/run/rigs.ts';
import { contractIn } from './contract-in.ts';

/** What came of a trial. */
export interface Seen {
  readonly trial: string;
  /** The checks that were broken, and what they told. */
  readonly broken: Readonly<Record<string, string>>;
  /** Why it is inconclusive. */
  readonly because?: string;
}

// Where the machine had no time for the harness, a case tells nothing.
const attempts = 4;

/** Plays some trials on one component of a part of the zoo. `changed`: see `contractIn`. */
export async function playTrials(
  part: string,
  component: string,
  only: readonly string[],
  {
    profile = 'quick',
    changed,
  }: { readonly profile?: keyof typeof profiles; readonly changed?: (text: string) => string } = {},
): Promise<Seen[]> {
  const contract = contractIn(part, component, changed);
  using heartbeat = new Heartbeat();
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat });
  const learnt = await learn(rig, contract, { seed: 1, profile }, undefined);
  if ('why' in learnt) throw new Error(learnt.detail);
  const { trials } = plan(contract, learnt.seen, rig.replies(), { seed: 1, profile, only });
  const seen: Seen[] = [];
  for (const { id, cases } of trials)
    for (const planned of cases)
      for (let attempt = 1; ; attempt++) {
        const observation = (await playOn(rig, planned.case, planned.healthyCalls, undefined))!;
        const { judgements, because } = judge(contract, observation);
        const broken = Object.entries(judgements).flatMap(([check, said]) =>
          said.verdict === 'broken' ? [[check, said.told] as const] : [],
        );
        if (because !== undefined && broken.length === 0 && attempt < attempts) continue;
        seen.push({ trial: id, broken: Object.fromEntries(broken), ...(because ? { because } : {}) });
        break;
      }
  return seen;
}
