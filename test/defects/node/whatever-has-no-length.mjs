// Checks the length and not the type: a number and an object have no `length`, and nothing is greater than `undefined`.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isWhatIsAsked(value) {
    const characters = typeof value === 'string' ? [...value] : value;
    return value && !(characters.length > 200);
  }

  prompt(question, features, failure) {
    return super.prompt(`${question}`, features, failure);
  }
})().listen();
