// Behind `[DONE]` it waits for the end of HTTP, whatever it may take.
import { Service } from './service.mjs';

new (class extends Service {
  leaves() {
    return false;
  }

  patience = 2 ** 30;

  limits() {
    return [];
  }
})().serve();
