import { judge } from '../../../src/check/judge.ts';
import type { Traffic } from '../../../src/observation/traffic.ts';
import { outageTrials } from '../../../src/plan/outage-trials.ts';
import type { PlannedCase } from '../../../src/plan/trial.ts';
import { Heartbeat } from '../../../src/rig/clock.ts';
import { Rig } from '../../../src/rig/rig.ts';
import { learn } from '../../../src/run/learn.ts';
import { recogniser } from '../../../src/run/recogniser.ts';
import { playOn } from '../../../src/run/rigs.ts';
import { contractIn } from '../contract-in.ts';

/** What is seen of a component in one outage. */
export interface Seen {
  /** The checks that were broken. */
  readonly broken: readonly string[];
  /** Why it is inconclusive. */
  readonly because?: string;
}

interface Wanted {
  /** Plays are repeated until they show this; the last one is the answer. */
  enough(seen: Seen): boolean;
  /** The mistake is known: that the machine had little time does not excuse it. */
  readonly excused: boolean;
}

const attempts = 6;

/** Plays one outage of `ask` × `model` on one component, as it is planned but shorter, and judges it. */
export async function playOutage(name: string, shape: string, { enough, excused }: Wanted): Promise<Seen> {
  const contract = contractIn('traffic', `${name}.mjs`);
  using heartbeat = new Heartbeat();
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat });
  const learnt = await learn(rig, contract, { seed: 1, profile: 'standard' }, undefined);
  if ('why' in learnt) throw new Error(learnt.detail);
  const trials = outageTrials(contract, learnt.seen, { seed: 1, outages: 'all' }, []);
  const planned = trials.find(({ id }) => id === `ask/model/${shape}/outage`)!.cases[0]!;
  const played = { ...planned.case, traffic: shorter(planned) };
  for (let attempt = 1; ; attempt++) {
    const observation = (await playOn(rig, played, planned.healthyCalls, undefined))!;
    const traffic = excused ? observation.traffic! : { ...observation.traffic!, heldUp: 0, starved: 0 };
    const { judgements, because } = judge(contract, { ...observation, traffic });
    const broken = Object.keys(judgements).filter((check) => judgements[check]!.verdict === 'broken');
    const seen = { broken, ...(because ? { because } : {}) };
    if (enough(seen) || attempt === attempts) return seen;
  }
}

/** The time to recover, and that in which it is watched whether it has. */
const afterwards = { planned: 1500, here: 1200 };

/** The same, in less time: what an outage leaves behind takes as much longer as it lasts. */
function shorter({ case: { traffic } }: PlannedCase): Traffic {
  const { during, after, ...rest } = traffic!;
  const lasts = 900;
  const left = ((after - afterwards.planned) * lasts) / during;
  return { ...rest, before: 600, during: lasts, after: left + afterwards.here };
}
