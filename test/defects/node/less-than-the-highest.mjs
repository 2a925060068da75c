// `<` where `<=` was meant: whoever goes to the limit is sent away.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isAmount(value) {
    return super.isAmount(value) && value < 10_000;
  }
})().listen();
