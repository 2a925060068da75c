// The caller is helped with the error of the parser, and the error is shown with its stack.
import { AnswerService, send } from './service.mjs';

new (class extends AnswerService {
  read(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return error;
    }
  }

  rejected(response, question) {
    if (!(question instanceof Error)) return super.rejected(response);
    send(response, 400, { title: 'This is no JSON', status: 400, detail: question.stack });
  }
})().listen();
