/** A component with one mistake that only shows under traffic, and the outage that shows it. */
export interface TrafficDefect {
  /** Its file, without the ending. */
  readonly name: string;
  /** The check that finds it, and the only one. */
  readonly check: string;
  readonly mistake: string;
  readonly shape: 'down' | 'capacity' | 'queue';
}

export const trafficDefects: readonly TrafficDefect[] = [
  {
    name: 'three-attempts',
    check: 'settles',
    mistake: 'three attempts for each request, and no budget for all of them',
    shape: 'queue',
  },
  {
    name: 'one-pool-for-all',
    check: 'isolated',
    mistake: 'what waits for one dependency takes the places of the others',
    shape: 'down',
  },
  {
    name: 'waits-for-every-429',
    check: 'sheds-load',
    mistake: 'each 429 makes everybody wait a little longer, without end',
    shape: 'capacity',
  },
  {
    name: 'timeout-without-abort',
    check: 'releases',
    mistake: 'gives up waiting, and leaves the connection open',
    shape: 'down',
  },
  {
    name: 'opens-a-log-for-each-failure',
    check: 'releases',
    mistake: 'opens a file for each call that fails, and does not close it',
    shape: 'down',
  },
  {
    name: 'breaker-that-nobody-may-touch',
    check: 'recovers',
    mistake: 'the time of its breaker starts anew with every request',
    shape: 'down',
  },
  {
    name: 'trust-that-never-comes-back',
    check: 'settles',
    mistake: 'asks twice for good where it was failed ten times',
    shape: 'down',
  },
  {
    name: 'one-breaker-for-all',
    check: 'isolated',
    mistake: 'the failures of one dependency open the breaker of the other',
    shape: 'down',
  },
  {
    name: 'calms-down-first',
    check: 'sheds-load',
    mistake: 'lets a second pass before it tells its callers',
    shape: 'capacity',
  },
];
