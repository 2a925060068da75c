// Where several 429 have come, it lets a second pass before it says anything at all to its own callers.
import { setTimeout as sleep } from 'node:timers/promises';
import { Service } from './service.mjs';

const recent = 400;

new (class extends Service {
  turnedAway = [];

  async attempt(url, body) {
    try {
      return await this.call(url, body);
    } catch (error) {
      if (error.status === 429) this.turnedAway.push(performance.now());
      this.turnedAway = this.turnedAway.filter((at) => at > performance.now() - recent);
      if (this.turnedAway.length > 2) await sleep(1300);
      throw error;
    }
  }

  mayRetry(error) {
    return error.status !== 429 && super.mayRetry(error);
  }
})().listen();
