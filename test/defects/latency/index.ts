/** A component with one mistake that only shows in how long requests take, and the trial that shows it. */
export interface LatencyDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly trial: string;
}

const asDeclared = 'ask/none/declared-latency/latency';
const amongMessy = 'ask/none/messy-mix/latency';
const slow = 'ask/facts+model+notes/slow-but-legal/latency';
const oneSlow = 'ask/model/slow-but-legal/latency';

export const latencyDefects: readonly LatencyDefect[] = [
  {
    name: 'flushes-now-and-then',
    check: 'within-latency',
    mistake: 'every fourth request waits for a log to be written',
    trial: asDeclared,
  },
  {
    name: 'renders-in-the-loop',
    check: 'within-latency',
    mistake: 'works without a pause, so that all others wait',
    trial: asDeclared,
  },
  {
    name: 'one-after-the-other',
    check: 'within-latency',
    mistake: 'asks one after the other what it could ask at once',
    trial: slow,
  },
];

/** Correct components, and the trials that they are put to. */
export const latencyTwins = [
  { name: 'correct', trials: [asDeclared, amongMessy, slow, oneSlow] },
  { name: 'takes-its-time', trials: [asDeclared] },
  { name: 'gives-up-in-time', trials: [slow] },
] as const;
