// The right status without the header that was promised with it: every caller then invents its own retry.
import { AnswerService, send } from './service.mjs';

new (class extends AnswerService {
  unavailable(response) {
    send(response, 503, { title: 'The question cannot be answered now', status: 503 });
  }
})().listen();
