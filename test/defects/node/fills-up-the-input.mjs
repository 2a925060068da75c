// Defaults for what the tool was not given: an input that was cut off looks like one without arguments.
import { AnthropicService } from './anthropic-service.mjs';
import { parsed } from './service.mjs';

new (class extends AnthropicService {
  verdict(body) {
    const use = this.useIn(parsed(body)?.content);
    const input = { intent: 'other', text: 'We look into it.', confidence: 0, ...use?.input };
    return this.agreed(use && input, (value) => this.isVerdict(value), body);
  }
})().listen();
