/** What holds where a contract is silent. `lint --explain` prints a contract with these filled in. */
export const defaults = {
  ready: 'GET /',
  within: '10s',
  deadline: '10s',
  /** Calls to one dependency that one request may cause. */
  calls: 10,
  onFailure: ['degraded', 'unavailable'] as readonly string[],
  recoversWithin: '5s',
  status: 200,
  effect: 'none',
  rate: '30/s',
  /** What a reader of server-sent events insists on. */
  sse: { 'content-type': '^text/event-stream *(;|$)' },
} as const;
