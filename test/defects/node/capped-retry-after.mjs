// A cap on the wait, meant to keep the deadline: it comes back early instead of giving up.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  retryAfter(headers) {
    const advised = super.retryAfter(headers);
    return advised === undefined ? undefined : Math.min(advised, 100);
  }
})().listen();
