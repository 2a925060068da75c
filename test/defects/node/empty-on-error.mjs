// "The notes are nice to have": the failure becomes an empty list, and nobody is told.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  withoutFeatures() {
    return { notes: [] };
  }
})().listen();
