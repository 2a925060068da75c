// A circuit breaker without its half-open state: two failures in a row, and the model is given up until a restart.
import { AnswerService, CallError, OPENAI_BASE_URL } from './service.mjs';

new (class extends AnswerService {
  failed = 0;

  async call(url, init) {
    if (!url.startsWith(OPENAI_BASE_URL)) return super.call(url, init);
    if (this.failed === 2) throw new CallError('the breaker is open');
    this.failed++;
    const body = await super.call(url, init);
    this.failed = 0;
    return body;
  }
})().listen();
