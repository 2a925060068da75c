// Reads all cookies to find its own, and takes each for a name and a value: those of others need not be.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  async handle(request, response) {
    const cookies = (request.headers.cookie ?? '').split('; ').filter(Boolean);
    const session = cookies.map((cookie) => cookie.split('=')).find(([name, value]) => value.trim() && name === 'sid');
    request.session = session?.[1];
    return super.handle(request, response);
  }
})().listen();
