import type { Contract } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import { type Gate, gatesOf, judgedOf } from '../latency/gates.ts';
import { dependencyOf, oneAfterTheOther, spent } from '../latency/spent.ts';
import type { Observation, SeenRequest } from '../observation/observation.ts';
import { broken, type Check, holds, inconclusive, type Judgement, notApplicable } from './check.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 6;
/** Of fewer unspoiled requests nothing is said. */
const fewest = 10;

export const withinLatency: Check = {
  name: 'within-latency',
  claim:
    'what the component adds to the latency of its dependencies is within its budget, and with dependencies as slow as they may be it still keeps its deadline',
  why: 'A component that is right and slow is switched off. Its percentiles are what callers plan with, and those of its dependencies add up.',
  fix: 'Keep work off the event loop and out of locks, make calls side by side that do not need each other, and ask a second time where a reply is slower than most.',
  timely: true,
  inTraffic: 'paced',
  judge(contract, observation) {
    const { case: played, traffic, aftermath } = observation;
    const paced = played.traffic?.paced;
    if (!traffic || !paced) return notApplicable('there was no traffic that is about time');
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    return paced.percentiles.length > 0 ? judgeBudget(contract, observation) : judgeDeadline(contract, observation);
  },
};

function judgeBudget(contract: Contract, observation: Observation): Judgement {
  const { operation } = observation.case;
  const { latency = {} } = contract.upstream[operation]!.budget;
  const gates = gatesOf(latency, observation.case.traffic!.paced!, observation.traffic!);
  if (gates.length === 0) return notApplicable('the contract has no such budget any more');
  const over = gates.find(({ verdict }) => verdict === 'over');
  if (over) return tooSlow(observation, over);
  const open = gates.find(({ verdict }) => verdict !== 'within');
  return open ? inconclusive(open.because!) : holds;
}

function tooSlow(observation: Observation, gate: Gate): Judgement {
  const { operation } = observation.case;
  const { percentile, budget, samples, low, value } = gate;
  const among = observation.case.traffic!.paced!.messy ? ', among messy requests' : '';
  return broken({
    told: `The component itself takes longer than its budget${among}: ${percentile} is above ${round(low!)} ms (${round(value)} ms in ${samples} requests), without what its dependencies take. ${slowest(observation)}`,
    expected: `${percentile} of what it adds within ${duration(budget)}`,
    cites: `/upstream/${operation}/budget/latency/${percentile}`,
    shape: 'over its latency budget',
  });
}

/** Where the time of the slowest request went. */
function slowest({ case: played, traffic }: Observation): string {
  const all = judgedOf(played.traffic!.paced!, traffic!).map((request) => ({ request, went: spent(request) }));
  const { request, went } = all.reduce((a, b) => (b.went.added > a.went.added ? b : a));
  const calls = Object.entries(went.dependencies).map(([name, ms]) => `\`${name}\` ${round(ms)} ms`);
  const waits = went.waiting > 1 ? [`${round(went.waiting)} ms before it asked again`] : [];
  return `The slowest took ${round(request.took)} ms: ${[`${round(went.added)} ms its own`, ...calls, ...waits].join(', ')}.`;
}

const round = (ms: number) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

function judgeDeadline(contract: Contract, observation: Observation): Judgement {
  const { operation } = observation.case;
  const { deadline } = contract.upstream[operation]!.budget;
  const requests = judgedOf(observation.case.traffic!.paced!, observation.traffic!);
  const clear = requests.filter(({ lag }) => lag <= Math.max(10, deadline / 10));
  if (clear.length < Math.max(fewest, requests.length * 0.8))
    return inconclusive(
      `the harness itself was held up in ${requests.length - clear.length} of ${requests.length} requests`,
    );
  const late = clear.filter(({ took, lag }) => took > deadline + tolerance + lag);
  if (late.length === 0) return holds;
  if (late.length === 1) return inconclusive(`one of ${clear.length} requests was answered too late`);
  return tooLate(contract, observation, late, clear.length);
}

function tooLate(contract: Contract, observation: Observation, late: readonly SeenRequest[], of: number): Judgement {
  const { operation, traffic } = observation.case;
  const { deadline } = contract.upstream[operation]!.budget;
  const worst = late.reduce((a, b) => (b.took > a.took ? b : a));
  const slow = Object.entries(traffic!.paced!.paces).flatMap(([name, pace]) =>
    'always' in pace ? [`\`${name}\` (${duration(pace.always)})`] : [],
  );
  const row = oneAfterTheOther(worst);
  const sum = row.reduce((ms, { began, ended }) => ms + ended - began, 0);
  const steps = row.map((call) => `\`${dependencyOf(call)}\` ${round(call.ended - call.began)} ms`);
  const inRow =
    row.length > 1 ? ` It calls one after the other: ${steps.join(', then ')}, ${round(sum)} ms together.` : '';
  return broken({
    told: `With ${slow.join(' and ')} as slow as allowed, ${late.length} of ${of} requests were answered too late: the last of them after ${round(worst.took)} ms.${inRow}`,
    expected: `a whole answer within ${duration(deadline)}`,
    cites: `/upstream/${operation}/budget/deadline`,
    shape: 'too late with slow dependencies',
    fix: 'Make calls side by side where one does not need the reply of the other, ask a second time where a reply is slower than most, and give up on what the answer can do without.',
  });
}
