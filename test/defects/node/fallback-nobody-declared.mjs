// The old address of the service, kept "just in case": called only on bad days, and gone since the last migration.
import { AnswerService, CallError, FEATURES_URL, parsed } from './service.mjs';

new (class extends AnswerService {
  async findFeatures(id, budget) {
    try {
      return await super.findFeatures(id, budget);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return parsed(await this.call(`${FEATURES_URL}/v1/features?id=${id}`, { signal: this.timeLimit(100) }));
    }
  }
})().listen();
