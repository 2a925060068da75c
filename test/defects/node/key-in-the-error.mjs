// HTTP clients put the whole request into their errors, headers included; printing the error prints the key.
import { AnswerService, send } from './service.mjs';

new (class extends AnswerService {
  unavailable(response, { message }) {
    const detail = `${message}; request headers: ${JSON.stringify(this.recordHeaders('…'))}`;
    const problem = { title: 'The question cannot be answered now', status: 503, detail };
    send(response, 503, problem, { 'retry-after': '5' });
  }
})().listen();
