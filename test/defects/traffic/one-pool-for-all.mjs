// Four calls at a time, whatever they are for: what waits for the one dependency takes the places of the other.
import { CallError, Service } from './service.mjs';

new (class extends Service {
  busy = 0;
  waiting = [];

  async attempt(url, body) {
    if (this.busy === 4) await this.turn();
    this.busy++;
    try {
      return await this.call(url, body);
    } finally {
      this.busy--;
      this.waiting.shift()?.();
    }
  }

  turn() {
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== turn);
        reject(new CallError('no place'));
      }, this.limit);
      this.waiting.push(turn);
    });
  }
})().listen();
