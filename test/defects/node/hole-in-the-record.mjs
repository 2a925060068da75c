// The model said nothing, and what it did not say is recorded: `undefined` leaves the field out of the JSON.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  withoutModel(error) {
    return { ...super.withoutModel(error), text: undefined };
  }
})().listen();
