// Adds a part of what it may add to every request, whatever comes at the same time.
import { setTimeout as sleep } from 'node:timers/promises';
import { Service } from './service.mjs';

new (class extends Service {
  async answer(body) {
    const text = await super.answer(body);
    await sleep(15);
    return text;
  }
})().listen();
