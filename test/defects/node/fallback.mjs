// Where the model gives nothing usable, a smaller one is asked with a shorter prompt; then there is a text for all cases.
import { AnswerService, CallError } from './service.mjs';

new (class extends AnswerService {
  attempts = 1;

  async askModel(question, features, budget) {
    try {
      return await super.askModel(question, features, budget);
    } catch (error) {
      // With the same key and the same account, the smaller one would say the same.
      const denied = [401, 402, 403, 429].includes(error.status);
      if (!(error instanceof CallError) || denied || error.headers?.get('x-should-retry') === 'false') throw error;
      const { intent, text } = await super.askModel(question, { notes: [], small: true }, budget);
      return { intent, text, missing: true };
    }
  }

  prompt(question, features) {
    const { messages, ...rest } = super.prompt(question, features);
    return features.small ? { ...rest, messages: messages.slice(1), model: 'gpt-4.1-nano' } : { ...rest, messages };
  }
})().listen();
