// The caller has waited long enough when the model was asked twice, so the record is left out. The answer says `ok`.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  withRetries(attempt, options) {
    const watched = (signal, n, failure) => {
      if (options.of === 'llm') options.budget.hurried = n > 1;
      return attempt(signal, n, failure);
    };
    return super.withRetries(watched, options);
  }

  async record(record, budget) {
    if (!budget.hurried) await super.record(record, budget);
  }
})().listen();
