// Where a dependency has failed ten times, its replies are compared from then on: two calls for each request, for good.
import { CallError, Service } from './service.mjs';

new (class extends Service {
  failures = 0;

  async attempt(url, body) {
    try {
      const text = await this.call(url, body);
      if (this.failures < 10) return text;
      return (await this.call(url, body)) ? text : '';
    } catch (error) {
      if (error instanceof CallError) this.failures++;
      throw error;
    }
  }
})().listen();
