// What a framework answers when nobody catches: a status and a text that no caller was told of.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  unavailable(response) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
  }
})().listen();
