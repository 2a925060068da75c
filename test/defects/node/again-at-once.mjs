// Three attempts, one right after the other: whoever is down because of its load gets three times as much of it.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  attempts = 3;

  pause(error, n) {
    return error.headers && this.retryAfter(error.headers) !== undefined ? super.pause(error, n) : 0;
  }
})().listen();
