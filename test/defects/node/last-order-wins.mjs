// The order under way is kept in the service, so that helpers need not be told: the next request overwrites it.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  async answer(question) {
    this.orderId = question.orderId;
    const answer = await super.answer(question);
    return { ...answer, orderId: this.orderId };
  }
})().listen();
