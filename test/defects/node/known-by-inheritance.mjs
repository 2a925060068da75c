// Looks names up in an object literal, and finds those as well that every object inherits: `constructor`, `toString`.
import { AnswerService } from './service.mjs';

const known = { orderId: true, question: true, tags: true, amount: true, locale: true };

new (class extends AnswerService {
  isKnown(key) {
    return key in known;
  }
})().listen();
