// Trims before it looks: what stood in the request is not what was checked, and white space passes that is forbidden.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  read(text) {
    const question = super.read(text);
    if (typeof question?.orderId === 'string') question.orderId = question.orderId.trim();
    return question;
  }
})().listen();
