// Three attempts, as in a client that waits for the answer: an outage lasts longer, and nobody is there to be told.
import { Service, sleep } from './service.mjs';

new (class extends Service {
  async deliver(message) {
    for (let attempt = 1; attempt <= 3; attempt++) {
      if ((await this.attempt(message)).done) return;
      await sleep(this.pause(attempt));
    }
  }
})().listen();
