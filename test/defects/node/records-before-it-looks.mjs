// Stored first, looked at later: the caller is told that the question was not taken, and the record of it is there.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  async rejected(response, question) {
    const id = question?.orderId;
    if (typeof id === 'string' && this.isOrder(id)) await this.record({ orderId: id, text: 'asked' }, { left: 500 });
    super.rejected(response, question);
  }
})().listen();
