// One worker for all: the first failure ends it, and what is accepted afterwards waits for ever.
import { Service } from './service.mjs';

new (class extends Service {
  working = false;
  ended = false;
  // Longer than a busy machine takes: only what really fails ends it.
  limit = 900;

  async deliver() {
    if (this.working || this.ended) return;
    this.working = true;
    while (this.queue.length > 0 && !this.ended) {
      if ((await this.attempt(this.queue[0])).done) this.queue.shift();
      else this.ended = true;
    }
    this.working = false;
  }
})().listen();
