import type { Case } from '../observation/observation.ts';
import type { Traffic } from '../observation/traffic.ts';

/** A way in which traffic becomes less; undefined where it is as little as it may be. */
export type Less = (traffic: Traffic) => Traffic | undefined;

// Less of it, and chance decides what is seen.
const shortestOutage = 300;
const shortestRest = 500;
const slowestRate = 5;

const half = (value: number, least: number): number | undefined => {
  const less = Math.max(least, Math.round(value / 2));
  return less < value ? less : undefined;
};

const alone: Less = ({ beside = [], ...rest }) => (beside.length > 0 ? rest : undefined);

const lessTimeAfter: Less = (traffic) => {
  const after = half(traffic.after, shortestRest);
  return after === undefined ? undefined : { ...traffic, after };
};

const shorterOutage: Less = (traffic) => {
  const during = half(traffic.during, shortestOutage);
  return during === undefined ? undefined : { ...traffic, during };
};

const fewerRequests: Less = (traffic) => {
  const rate = half(traffic.rate, slowestRate);
  return rate === undefined ? undefined : { ...traffic, rate };
};

/** Without its nth outage. */
const without =
  (n: number): Less =>
  ({ outages, ...rest }) =>
    outages.length > 1 && n < outages.length ? { ...rest, outages: outages.toSpliced(n, 1) } : undefined;

/**
 * The ways in which the traffic of a case becomes less, those first that tell most about what it takes: fewer outages,
 * without what is asked for beside, then shorter and with fewer requests. Each may be gone more than once.
 */
export const waysToLess = ({ traffic }: Case): readonly Less[] => [
  // From the last one on: what is left keeps its place.
  ...(traffic?.outages ?? []).map((_, n, all) => without(all.length - 1 - n)),
  alone,
  lessTimeAfter,
  shorterOutage,
  fewerRequests,
];
