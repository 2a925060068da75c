// Pauses that grow without end: after an outage of a moment nothing is tried for minutes.
import { Service } from './service.mjs';

new (class extends Service {
  pause(attempt) {
    return 5 * 30 ** attempt;
  }
})().listen();
