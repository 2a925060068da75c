import type { Contract } from '../../contract/contract.ts';
import type { Trial } from '../../plan/trial.ts';

// What a machine that is busy adds.
const slack = 10_000;
// A smallest case is looked for, and played again.
const closerLook = 30_000;
const closerLookAtTraffic = 120_000;
/** A case that the machine spoiled is played again. */
const attempts = 3;

/** The most milliseconds that a trial may take: a limit for what hangs, not what is to be expected. */
export function timeOf({ component, downstream }: Contract, upstream: Contract['upstream'], trial: Trial): number {
  const { deadline } = upstream[trial.operation]!.budget;
  const recovers = Math.max(1000, ...Object.values(downstream).map(({ recoversWithin }) => recoversWithin));
  const cases = trial.cases.map(({ case: { traffic } }) => {
    const traffics = traffic ? traffic.before + traffic.during + traffic.after : 0;
    const paced = traffic?.paced ? ((traffic.paced.looks.at(-1) ?? 0) / traffic.rate) * 1000 : 0;
    return attempts * (deadline * 2 + recovers + traffics + paced);
  });
  const looks = trial.cases.some((one) => one.case.traffic) ? closerLookAtTraffic : closerLook;
  return Math.ceil(3 * component.launch.within + cases.reduce((sum, n) => sum + n, 0) + looks + slack);
}
