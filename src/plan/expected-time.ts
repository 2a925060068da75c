import type { PlannedCase, Trial } from './trial.ts';

// What cases take with the components that come with Shakedown, in milliseconds: only how they compare matters.
const single = 200;
const waiting = 1000;
const settling = 5000;

// How many cases of a kind a run plays side by side: those with traffic are few, those about time are alone.
const sideBySide = { single: 6, traffic: 3, paced: 1 };

/** Milliseconds that the cases of a trial can be expected to take before one was ever played. */
export function expectedTime({ cases }: Trial): number {
  return cases.reduce((sum, planned) => sum + ofCase(planned), 0);
}

function ofCase({ case: { traffic }, waits }: PlannedCase): number {
  if (traffic?.paced) return settling + ((traffic.paced.looks.at(-1) ?? 0) / traffic.rate) * 1000;
  if (traffic) return settling + traffic.before + traffic.during + traffic.after;
  return waits ? waiting : single;
}

/** The part of a run that a trial takes up, of the time that its cases take. */
export function shareOfRun({ cases }: Trial): number {
  const traffic = cases.find((one) => one.case.traffic)?.case.traffic;
  return 1 / (traffic ? (traffic.paced ? sideBySide.paced : sideBySide.traffic) : sideBySide.single);
}
