// Has the official client of its provider put a streamed message together; the service retries.
import Anthropic from '@anthropic-ai/sdk';
import { AnthropicService } from './anthropic-service.mjs';
import { CallError, OPENAI_API_KEY, OPENAI_BASE_URL, parsed } from './service.mjs';

const schema = {
  type: 'object',
  required: ['intent', 'text', 'confidence'],
  properties: {
    intent: { enum: ['refund', 'delivery', 'other'] },
    text: { type: 'string' },
    confidence: { type: 'number' },
  },
  additionalProperties: false,
};
const client = new Anthropic({
  baseURL: OPENAI_BASE_URL.replace('/v1', ''),
  apiKey: OPENAI_API_KEY,
  authToken: null,
  maxRetries: 0,
  logLevel: 'off',
});

const service = new (class extends AnthropicService {
  askModel(question, features, budget) {
    const { tools: _, tool_choice: __, ...prompt } = this.prompt(question, features);
    const asked = { ...prompt, output_config: { format: { type: 'json_schema', schema } } };
    const attempt = async (signal) => this.said(await this.create(asked, signal));
    return this.withRetries(attempt, { of: 'llm', budget, keep: 150 });
  }

  async create(asked, signal) {
    try {
      return await client.messages.stream(asked, { signal }).finalMessage();
    } catch (error) {
      const { status, headers, error: body } = error;
      throw new CallError(`no reply: ${error.name}`, { status, headers, body: JSON.stringify(body ?? {}) });
    }
  }

  said(message) {
    const { content, stop_reason: reason } = message ?? {};
    const block =
      Array.isArray(content) && reason === 'end_turn' ? content.find(({ type }) => type === 'text') : undefined;
    return this.agreed(parsed(block?.text), (value) => this.isVerdict(value));
  }
})();

service.listen();
