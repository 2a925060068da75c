// Asks for the features and asks the model at the same time, and records when it has both.
import { AnswerService, Budget } from './service.mjs';

new (class extends AnswerService {
  async answer({ orderId, question }) {
    const budget = new Budget(this.whole);
    const [features, { intent, text, missing }] = await Promise.all([
      this.findFeatures(orderId, budget).catch((error) => this.withoutFeatures(error)),
      this.askModel(question, { notes: [] }, budget).catch((error) => this.withoutModel(error)),
    ]);
    await this.record({ orderId, text }, budget);
    return { orderId, intent, text, degraded: Boolean(features.missing || missing) };
  }
})().listen();
