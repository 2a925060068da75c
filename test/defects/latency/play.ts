import { judge } from '../../../src/check/judge.ts';
import type { Observation } from '../../../src/observation/observation.ts';
import { latencyTrials } from '../../../src/plan/latency-trials.ts';
import { Heartbeat } from '../../../src/rig/clock.ts';
import { Rig } from '../../../src/rig/rig.ts';
import { learn } from '../../../src/run/learn.ts';
import { recogniser } from '../../../src/run/recogniser.ts';
import { playOn } from '../../../src/run/rigs.ts';
import { contractIn } from '../contract-in.ts';

/** What is seen of a component in one trial. */
export interface Seen {
  /** The checks that were broken, and what they say. */
  readonly broken: Readonly<Record<string, string>>;
  /** Why it is inconclusive. */
  readonly because?: string;
}

const attempts = 5;
/** Fewer samples than a run would draw where it is close: these components are far from their budget. */
const effort = { most: 1500, slow: 'each', messy: true } as const;

interface Wanted {
  /** Plays are repeated until they show this; the last one is the answer. */
  enough(seen: Seen): boolean;
  /** The mistake is known: that the machine had little time does not excuse it. */
  readonly excused: boolean;
}

/** Plays one trial of a component, and judges it. */
export async function playTimed(name: string, trial: string, { enough, excused }: Wanted): Promise<Seen> {
  const contract = contractIn('latency', `${name}.mjs`);
  using heartbeat = new Heartbeat();
  await using rig = await Rig.open(contract, { recognise: recogniser, heartbeat });
  const learnt = await learn(rig, contract, { seed: 1, profile: 'quick' }, undefined);
  if ('why' in learnt) throw new Error(learnt.detail);
  const wanted = (id: string) => id === trial;
  const trials = latencyTrials(contract, learnt.seen, { seed: 1, latency: effort, wanted }, []);
  const [planned] = trials.find(({ id }) => id === trial)!.cases;
  for (let attempt = 1; ; attempt++) {
    const observation = (await playOn(rig, planned!.case, planned!.healthyCalls, undefined))!;
    const { judgements, because } = judge(contract, excused ? observation : undisturbed(observation));
    const broken = Object.entries(judgements).flatMap(([check, said]) =>
      said.verdict === 'broken' ? [[check, said.told] as const] : [],
    );
    const seen = { broken: Object.fromEntries(broken), ...(because ? { because } : {}) };
    if (enough(seen) || attempt === attempts) return seen;
  }
}

/** As it would have been with a machine that has time for everybody. */
function undisturbed(observation: Observation): Observation {
  const { requests, exactness, ...traffic } = observation.traffic!;
  const own = { samples: 100, p50: 1, p99: 2 };
  return {
    ...observation,
    traffic: {
      ...traffic,
      heldUp: 0,
      requests: requests.map((request) => ({ ...request, lag: 0 })),
      exactness: { ...exactness!, own },
    },
  };
}
