// The answer service with a model of another provider, which has to answer with a tool.
import { AnswerService, OPENAI_API_KEY, OPENAI_BASE_URL, parsed, verdictSchema } from './service.mjs';

export class AnthropicService extends AnswerService {
  model() {
    return {
      url: `${OPENAI_BASE_URL}/messages`,
      headers: { 'x-api-key': OPENAI_API_KEY, 'anthropic-version': '2023-06-01' },
    };
  }

  prompt(question, { notes }) {
    return {
      model: 'claude-sonnet-4-6',
      max_tokens: 300,
      system: `Answer the customer. Notes on the order: ${JSON.stringify(notes)}`,
      messages: [{ role: 'user', content: question }],
      tools: [{ name: 'answer', input_schema: verdictSchema }],
      tool_choice: { type: 'tool', name: 'answer' },
    };
  }

  verdict(body) {
    const message = parsed(body);
    const use = message?.stop_reason === 'tool_use' ? this.useIn(message.content) : undefined;
    return this.agreed(use?.input, (value) => this.isVerdict(value), body);
  }

  useIn(content) {
    return Array.isArray(content) ? content.find((block) => block?.type === 'tool_use') : undefined;
  }

  isFinal(error) {
    return super.isFinal(error) || parsed(error.body)?.error?.details?.error_code === 'enforced_spend_limit_reached';
  }
}
