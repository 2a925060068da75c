// What parses is believed: `as Features` in TypeScript checks nothing when the program runs.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isFeatures() {
    return true;
  }
})().listen();
