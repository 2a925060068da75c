// Three attempts with exponential pauses and jitter, as long as few requests need them: retries have a budget.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  limits = { features: 120, llm: 120, sink: 120 };
  /** Of ten requests, six may retry once; some may be saved up. */
  retries = 10;

  get attempts() {
    return this.retries >= 1 ? 3 : 1;
  }

  set attempts(_) {}

  answer(question) {
    this.retries = Math.min(10, this.retries + 0.6);
    return super.answer(question);
  }

  pause(error, n) {
    this.retries--;
    const exponential = 20 * 2 ** (n - 1);
    const jittered = exponential / 2 + (Math.random() * exponential) / 2;
    return Math.max(super.pause(error, 0), jittered);
  }
})().listen();
