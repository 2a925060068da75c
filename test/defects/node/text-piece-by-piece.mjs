// `text += chunk` makes a text of every piece: a character whose bytes come in two pieces is lost.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  async receive(request) {
    let text = '';
    try {
      for await (const chunk of request) text += chunk;
    } catch {
      return undefined;
    }
    return text;
  }
})().listen();
