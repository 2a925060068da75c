// The promise around `http.request` does not catch what its callbacks throw: a body that is no JSON ends the process.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  reply(response, body) {
    return { ...super.reply(response, body), value: JSON.parse(body) };
  }
})().listen();
