// Every attempt has its limit and the request as a whole has none: what is told to come back in a second obeys.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  whole = Infinity;
})().listen();
