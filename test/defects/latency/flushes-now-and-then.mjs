// Every fourth request waits for a log that is written in between.
import { setTimeout as sleep } from 'node:timers/promises';
import { Service } from './service.mjs';

new (class extends Service {
  written = 0;

  async answer(body) {
    const text = await super.answer(body);
    if (++this.written % 4 === 0) await sleep(250);
    return text;
  }
})().listen();
