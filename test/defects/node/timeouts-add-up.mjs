// Each dependency has a time limit of its own, and nobody added them up: two that are silent in one request are too many.
import { AnswerService, Budget } from './service.mjs';

new (class extends AnswerService {
  limits = { features: 280, llm: 280, sink: 150 };

  withRetries(attempt, { of }) {
    return super.withRetries(attempt, { of, budget: new Budget(600), keep: 0 });
  }
})().listen();
