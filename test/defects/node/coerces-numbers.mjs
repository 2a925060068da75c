// `Number(value)` "to be sure that it is one": of a text, of null and of an empty list it is one as well.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  isAmount(value) {
    return super.isAmount(Number(value));
  }
})().listen();
