// `if (!response.ok) retry()`: a rejected key is tried again as if it could become right.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isFinal() {
    return false;
  }
})().listen();
