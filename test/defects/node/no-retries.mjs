// Asks everybody once, with `fetch`: what fails has failed.
import { AnswerService, CallError } from './service.mjs';

new (class extends AnswerService {
  attempts = 1;
  limits = { features: 200, llm: 200, sink: 200 };

  async exchange(url, init) {
    try {
      const response = await fetch(url, init);
      return { status: response.status, headers: response.headers, body: await response.text() };
    } catch (error) {
      throw new CallError(`no reply: ${error.cause?.code ?? error.name}`);
    }
  }
})().listen();
