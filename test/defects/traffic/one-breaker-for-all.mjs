// One circuit breaker for all dependencies: the failures of the one open it for the other.
import { CallError, Service } from './service.mjs';

const recent = 400;

new (class extends Service {
  failed = [];

  async attempt(url, body) {
    this.failed = this.failed.filter((at) => at > performance.now() - recent);
    if (this.failed.length >= 3) throw new CallError('open');
    try {
      return await this.call(url, body);
    } catch (error) {
      this.failed.push(performance.now());
      throw error;
    }
  }
})().listen();
