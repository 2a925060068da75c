// Retries of the client times retries around it. Five calls for one, just when the service cannot take them.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  attempts = 5;
})().listen();
