// The idempotency key is made where the headers are made: a new one for each attempt.
import { randomUUID } from 'node:crypto';
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  recordHeaders() {
    return super.recordHeaders(randomUUID());
  }
})().listen();
