// A call that takes longer than usual is made a second time beside it; the first good reply counts, the other call ends.
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerService, CallError, underWay } from './service.mjs';

const unusual = 60;

new (class extends AnswerService {
  attempts = 1;
  limits = { features: 200, llm: 200, sink: 200 };

  async withRetries(attempt, options) {
    const over = new AbortController();
    underWay.getStore().gone.addEventListener('abort', () => over.abort(), { once: true });
    const once = () => super.withRetries((_, ...rest) => attempt(this.until(over.signal, options), ...rest), options);
    const first = once();
    const second = sleep(unusual, undefined, { signal: over.signal }).then(once);
    second.catch(() => {});
    try {
      // A status is an answer; whoever said nothing usable may say it to the second call.
      return await Promise.race([first.catch((error) => this.unlessSlow(error, second)), second.catch(() => first)]);
    } finally {
      over.abort();
    }
  }

  unlessSlow(error, second) {
    if (error.status !== undefined || !(error instanceof CallError)) throw error;
    return second;
  }

  /** Ends when `over` does, or when its time is over. */
  until(over, { of, budget, keep }) {
    const call = new AbortController();
    const timer = setTimeout(() => call.abort(), Math.min(this.limits[of], budget.left - keep));
    over.addEventListener('abort', () => call.abort(clearTimeout(timer)), { once: true });
    return call.signal;
  }
})().listen();
