// `insufficient_quota` comes as 429 and is retried as one: the official client does it, too.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isFinal({ status, headers }) {
    return super.isFinal({ status, headers, body: '' });
  }
})().listen();
