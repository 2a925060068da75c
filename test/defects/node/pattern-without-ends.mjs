// The pattern has no `^` and no `$`: an order is whatever contains one. It is encoded for the address and looks safe.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isOrder(id) {
    return /o-[0-9]+/.test(id);
  }

  findFeatures(id, budget) {
    return super.findFeatures(encodeURIComponent(id.toWellFormed()), budget);
  }
})().listen();
