// Keeps the features of every order: what it kept answers where nothing newer is to be had, and the answer says so.
// Requests for the same order that are under way at once share one call.
import { AnswerService, CallError } from './service.mjs';

const minute = 60_000;

new (class extends AnswerService {
  kept = new Map();
  underWay = new Map();

  async findFeatures(id, budget) {
    const call = this.underWay.get(id) ?? super.findFeatures(id, budget);
    this.underWay.set(id, call);
    try {
      const features = await call;
      this.kept.set(id, { features, at: performance.now() });
      return features;
    } catch (error) {
      const stale = this.kept.get(id);
      if (!(error instanceof CallError) || !stale || performance.now() - stale.at > minute) throw error;
      return { ...stale.features, missing: true };
    } finally {
      this.underWay.delete(id);
    }
  }
})().listen();
