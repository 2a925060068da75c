// Renders its answer for 16 ms without a pause: alone nobody notices, but while it does nothing else goes on.
import { Service } from './service.mjs';

new (class extends Service {
  async answer(body) {
    const text = await super.answer(body);
    for (const end = performance.now() + 16; performance.now() < end; );
    return text;
  }
})().listen();
