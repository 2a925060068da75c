// Every attempt has its limit and the request as a whole has ten minutes: what is told to come back in a second obeys.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  whole = 600_000;
})().listen();
