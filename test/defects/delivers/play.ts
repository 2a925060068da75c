import { judge } from '../../../src/check/judge.ts';
import type { Case } from '../../../src/observation/observation.ts';
import { plan } from '../../../src/plan/plan.ts';
import { Heartbeat } from '../../../src/rig/clock.ts';
import { Rig } from '../../../src/rig/rig.ts';
import { learn } from '../../../src/run/learn.ts';
import { recogniser } from '../../../src/run/recogniser.ts';
import { playOn } from '../../../src/run/rigs.ts';
import { contractIn } from '../contract-in.ts';

/** What is seen of a component in one case. */
export interface Seen {
  /** Broken check → what it says. */
  readonly broken: Readonly<Record<string, string>>;
  readonly because?: string;
  /** What `delivers-effect` said. */
  readonly delivers: string;
}

const attempts = 5;

interface Wanted {
  /** Plays are repeated until they show this; the last one is the answer. */
  enough(seen: Seen): boolean;
  /** The mistake is known: that the machine had little time does not excuse it. */
  readonly excused: boolean;
}

/** Plays the first case of some trials on one component. */
export async function playTrials(
  name: string,
  trials: readonly string[],
  { enough, excused }: Wanted,
): Promise<Readonly<Record<string, Seen>>> {
  const contract = contractIn('delivers', `${name}.mjs`);
  using heartbeat = new Heartbeat();
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat });
  const learnt = await learn(rig, contract, { seed: 1, profile: 'standard' }, undefined);
  if ('why' in learnt) throw new Error(learnt.detail);
  const planned = plan(contract, learnt.seen, rig.replies(), {
    seed: 1,
    profile: 'standard',
    only: trials,
    pooled: rig.pooled(),
  });
  const seen: Record<string, Seen> = {};
  // The same with messy requests shows nothing more.
  for (const trial of planned.trials.filter(({ id }) => !id.includes('/with-'))) {
    const { case: first, healthyCalls } = trial.cases[0]!;
    for (let attempt = 1; ; attempt++) {
      const observation = (await playOn(rig, shorter(first), healthyCalls, undefined))!;
      const { traffic } = observation;
      const held = traffic && !excused ? { traffic: { ...traffic, heldUp: 0, starved: 0 } } : {};
      const { judgements, because } = judge(contract, { ...observation, ...held });
      const broken = Object.entries(judgements).flatMap(([check, said]) =>
        said.verdict === 'broken' ? [[check, said.told] as const] : [],
      );
      const delivers = judgements['delivers-effect']!.verdict;
      const one = { broken: Object.fromEntries(broken), delivers, ...(because ? { because } : {}) };
      seen[trial.id] = one;
      if (enough(one) || attempt === attempts) break;
    }
  }
  return seen;
}

/** Traffic as it is planned, in less time. */
function shorter({ traffic, ...played }: Case): Case {
  return traffic ? { ...played, traffic: { ...traffic, before: 600, during: 700, after: 1200 } } : played;
}
