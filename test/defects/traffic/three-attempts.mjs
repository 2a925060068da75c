// Three attempts for each request and no budget for all of them: a queue that has filled up once is kept full by what
// is asked again, long after its cause has gone.
import { Service } from './service.mjs';

new (class extends Service {
  async answer(url, body) {
    for (let n = 1; ; n++) {
      try {
        return await this.attempt(url, body);
      } catch (error) {
        if (n === 3) throw error;
      }
    }
  }
})().listen();
