// A spent limit comes as 429 and is retried as one: the official client does it, too.
import { AnthropicService } from './anthropic-service.mjs';

new (class extends AnthropicService {
  isFinal(error) {
    return super.isFinal({ ...error, body: '' });
  }
})().listen();
