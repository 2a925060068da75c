// A circuit breaker for each dependency: it opens after three failures in a row, lets one call through after a while,
// and closes when that one succeeds.
import { AnswerService, CallError, underWay } from './service.mjs';

class Breaker {
  #failures = 0;
  #openUntil = 0;
  #probing = false;

  async run(work) {
    const halfOpen = this.#failures >= 3;
    if (halfOpen && (performance.now() < this.#openUntil || this.#probing)) throw new CallError('the breaker is open');
    this.#probing = halfOpen;
    try {
      const value = await work();
      this.#failures = 0;
      return value;
    } catch (error) {
      // Of those who left nobody knows how it would have ended.
      if (underWay.getStore().gone.aborted) throw error;
      this.#failures++;
      this.#openUntil = performance.now() + 200;
      throw error;
    } finally {
      this.#probing = false;
    }
  }
}

new (class extends AnswerService {
  breakers = { features: new Breaker(), llm: new Breaker(), sink: new Breaker() };

  withRetries(attempt, options) {
    return super.withRetries((...args) => this.breakers[options.of].run(() => attempt(...args)), options);
  }
})().listen();
