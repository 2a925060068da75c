// `typeof null` is `object`: the first look into such a body throws where nobody catches, and ends the process.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isQuestion(value) {
    if (typeof value !== 'object') return false;
    return typeof value.orderId === 'string' && super.isQuestion(value);
  }
})().listen();
