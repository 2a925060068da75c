// Asks one after the other what it could ask at once: each has a time limit, and all of them together have none.
import { Service } from './service.mjs';

new (class extends Service {
  async askAll(body) {
    const texts = [];
    for (const url of this.urls) texts.push(await this.call(url, body, this.limit));
    return texts;
  }
})().listen();
