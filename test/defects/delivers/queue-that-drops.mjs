// When its queue is full, the oldest message makes room for the newest, and nobody is told.
import { Service, sleep } from './service.mjs';

const most = 8;

new (class extends Service {
  accept(message) {
    this.queue = [...this.queue, message].slice(-most);
    void this.deliver(message);
    return true;
  }

  async deliver(message) {
    for (let attempt = 1; this.queue.includes(message) && !(await this.attempt(message)).done; attempt++)
      await sleep(this.pause(attempt));
    this.queue = this.queue.filter((other) => other !== message);
  }
})().listen();
