// The model is shown all that it got wrong and asked again: a "repair" that costs many times the question.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  prompt(question, features, failure) {
    const prompt = super.prompt(question, features);
    if (!failure?.body) return prompt;
    const repair = `This was wrong: ${failure.body}\nThink again, step by step. The schema is:`;
    const schema = JSON.stringify(prompt.response_format);
    return { ...prompt, messages: [...prompt.messages, { role: 'user', content: `${repair} ${schema}` }] };
  }
})().listen();
