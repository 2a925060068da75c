// Asks one after the other, and answers with less as soon as the time for all of them is over.
import { CallError, Service } from './service.mjs';

new (class extends Service {
  async askAll(body) {
    const end = performance.now() + 250;
    const texts = [];
    for (const url of this.urls) {
      const left = Math.floor(end - performance.now());
      if (left < 1) throw new CallError('no time left');
      texts.push(await this.call(url, body, left));
    }
    return texts;
  }
})().listen();
