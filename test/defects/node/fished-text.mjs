// JSON "repair": the reply was rejected as a whole, but a text can still be fished out of it.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  withoutModel(error) {
    const [, text] = /text\\":\\"([^"\\]+)/.exec(error.body) ?? [];
    const fallback = super.withoutModel(error);
    return { ...fallback, text: text ?? fallback.text };
  }
})().listen();
