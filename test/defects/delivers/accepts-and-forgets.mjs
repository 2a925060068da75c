// Answers, and sends the decision off without a look at what becomes of it.
import { Service } from './service.mjs';

new (class extends Service {
  accept(message) {
    void this.attempt(message);
    return true;
  }
})().listen();
