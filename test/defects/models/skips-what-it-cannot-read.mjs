// An event that is no JSON is left out, and with it the words in it.
import { Service } from './service.mjs';

new (class extends Service {
  chunk(event) {
    try {
      return JSON.parse(event);
    } catch {
      return undefined;
    }
  }
})().serve();
