// `!value` asks whether there is an amount: zero is one, and counts as none.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isAmount(value) {
    if (!value) return false;
    return super.isAmount(value);
  }
})().listen();
