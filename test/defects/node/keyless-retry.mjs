// Headers are added where the first attempt is made; the retry is made somewhere else.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  recordHeaders(key, attempt) {
    const { 'idempotency-key': own, ...others } = super.recordHeaders(key);
    return attempt === 1 ? { ...others, 'idempotency-key': own } : others;
  }
})().listen();
