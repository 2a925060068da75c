// Each 429 makes the calls that follow wait a little longer, and nobody looks at how long that has become.
import { setTimeout as sleep } from 'node:timers/promises';
import { Service } from './service.mjs';

const recent = 400;

new (class extends Service {
  turnedAway = [];

  async attempt(url, body) {
    this.turnedAway = this.turnedAway.filter((one) => one.at > performance.now() - recent);
    await sleep(350 * this.turnedAway.filter((one) => one.url === url).length);
    try {
      return await this.call(url, body);
    } catch (error) {
      if (error.status === 429) this.turnedAway.push({ url, at: performance.now() });
      throw error;
    }
  }
})().listen();
