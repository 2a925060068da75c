// Reading a body fails where the caller leaves in the middle of it; nobody catches that, and Node ends the process.
import { AnswerService, textOf } from './service.mjs';

new (class extends AnswerService {
  receive(request) {
    return textOf(request);
  }
})().listen();
