// Merges a body into the settings, member by member: `__proto__` leads to the prototype of all objects, and what is
// written there is a member of every later request.
import { AnswerService } from './service.mjs';

const usual = { locale: 'en' };

function merge(into, from) {
  for (const key in from) {
    if (typeof into[key] === 'object' && into[key] !== null) merge(into[key], from[key]);
    else into[key] = from[key];
  }
  return into;
}

new (class extends AnswerService {
  read(text) {
    const question = super.read(text);
    merge({ ...usual }, question);
    return question;
  }

  isQuestion(value) {
    for (const key in value) if (!this.isKnown(key)) return false;
    return super.isQuestion(value);
  }
})().listen();
