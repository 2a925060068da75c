// Counting tokens "on the side": a promise that nobody awaits, and Node ends the process when it rejects.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  tokens = 0;

  verdict(body) {
    this.count(body);
    return super.verdict(body);
  }

  async count(body) {
    this.tokens += JSON.parse(body).usage.total_tokens;
  }
})().listen();
