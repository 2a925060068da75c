// How the production component calls anything: every call has a time limit that covers the body, all attempts of one
// request share one budget, and what cannot succeed is not tried again.

/** A dependency gave nothing usable. */
export class DependencyError extends Error {
  constructor(message, { status, headers, final = false } = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.final = final;
  }
}

/** The time that one upstream request may take, shared by all that it calls. */
export class Budget {
  #end;
  constructor(ms) {
    this.#end = performance.now() + ms;
  }
  get left() {
    return Math.max(0, this.#end - performance.now());
  }
}

/**
 * How many retries all requests together may make: a tenth of their number, and ten a second. A dependency that was down
 * and comes back would else be kept down by those who ask it again.
 */
export class RetryBudget {
  #left = 10;
  #at = performance.now();

  /** Counts a request. */
  add() {
    this.#left = Math.min(10, this.#left + 0.1);
  }

  /** Takes a retry, if there is one left. */
  take() {
    const now = performance.now();
    this.#left = Math.min(10, this.#left + (now - this.#at) / 100);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

const retryable = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529]);

/**
 * Calls `attempt(signal)` up to `attempts` times. Each attempt gets `timeout` ms at most, and less where the budget ends
 * sooner. `keep` ms of the budget are left for what comes after. All calls of one dependency share its `retries`. Where
 * `signal` says that nobody waits any more, the attempt under way ends and no other is made.
 */
export async function withRetries(attempt, { budget, retries, timeout, attempts = 2, keep = 0, signal }) {
  retries.add();
  for (let n = 1; ; n++) {
    const limit = Math.min(timeout, budget.left - keep);
    if (limit < 20) throw new DependencyError('no time left');
    try {
      return await limited(attempt, Math.ceil(limit), signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      const wait = pause(error, n);
      if (n >= attempts || wait === undefined || wait + 20 > budget.left - keep || !retries.take()) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (signal?.aborted) throw error;
    }
  }
}

/**
 * The attempt gets a signal that ends it after `ms`, or with another signal. `AbortSignal.any` may forget a timeout when
 * memory is tidied up: https://github.com/nodejs/node/issues/57736
 */
async function limited(attempt, ms, signal) {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, ms);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    return await attempt(ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** How long to wait before the next attempt; undefined where another attempt is of no use. */
function pause(error, n) {
  const { status, headers, final } = error;
  if (final || headers?.get?.('x-should-retry') === 'false') return undefined;
  if (status !== undefined && !retryable.has(status)) return undefined;
  return retryAfter(headers) ?? 40 * 2 ** n * (0.75 + Math.random() / 2);
}

/** Milliseconds that the service wants to be left alone; undefined if it does not say so in a way that makes sense. */
function retryAfter(headers) {
  const ms = Number(headers?.get?.('retry-after-ms') || Number.NaN);
  if (ms >= 0) return Math.max(ms, 40);
  const text = headers?.get?.('retry-after');
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Math.max(Number(text) * 1000, 40);
  const date = Date.parse(text);
  return /^[A-Z]/.test(text) && !Number.isNaN(date) ? Math.max(date - Date.now(), 40) : undefined;
}
