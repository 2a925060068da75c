// Routes by the path alone: a request that only asks is served like one that orders.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isMethod() {
    return true;
  }
})().listen();
