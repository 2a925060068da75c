// A circuit breaker whose time starts anew with every request that it turns away: under traffic it never closes.
import { CallError, Service } from './service.mjs';

new (class extends Service {
  breakers = new Map();

  async attempt(url, body) {
    const breaker = this.breakers.get(url) ?? { failures: 0, at: 0 };
    this.breakers.set(url, breaker);
    const open = breaker.failures >= 5 && performance.now() - breaker.at < 100;
    breaker.at = performance.now();
    if (open) throw new CallError('the breaker is open');
    try {
      const text = await this.call(url, body);
      breaker.failures = 0;
      return text;
    } catch (error) {
      breaker.failures++;
      throw error;
    }
  }
})().listen();
