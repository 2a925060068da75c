// A schema in the prompt is a request, not a guarantee: models answer with labels of their own, and this passes them on.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isIntent(intent) {
    return typeof intent === 'string';
  }
})().listen();
