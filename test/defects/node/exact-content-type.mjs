// Compares the whole content type: with a charset behind it, or in capitals, the same type is another one.
import { AnswerService, send } from './service.mjs';

new (class extends AnswerService {
  handle(request, response) {
    if (request.method === 'POST' && request.headers['content-type'] !== 'application/json')
      return send(response, 415, { title: 'Only JSON is understood', status: 415 });
    return super.handle(request, response);
  }
})().listen();
